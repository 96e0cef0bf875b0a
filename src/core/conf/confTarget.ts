import type { Product } from '../model/profile';

/** The server that a file is for. */
export interface ConfTarget {
  readonly product: Product;
  /** One to three dotted numbers: `8.1` means its newest release. */
  readonly version: string;
}

const VERSION = /^\d{1,3}(\.\d{1,3}){0,2}$/;

/** `valkey 8.1` or `redis 7.4.1`, as in a line `# engine: …`; null when it is neither. */
export function targetOf(product: string, version: string): ConfTarget | null {
  const name = product.toLowerCase();
  if ((name !== 'redis' && name !== 'valkey') || !VERSION.test(version)) return null;
  return { product: name, version };
}

/**
 * Negative when a server comes before a release, 0 when it is that one. What is missing of the server's version counts as
 * the newest there is, what is missing of the release as its first.
 */
export function compareVersions(version: string, release: string): number {
  return ranked(version, NEWEST, SERVERS) - ranked(release, 0, RELEASES);
}

const NEWEST = 999;
/** Ranks that were worked out before: catalogues ask for the same few versions again and again. */
const SERVERS = new Map<string, number>();
const RELEASES = new Map<string, number>();

/** One number in the order of versions. */
function ranked(version: string, missing: number, known: Map<string, number>): number {
  const before = known.get(version);
  if (before !== undefined) return before;
  const [major, minor, patch] = version.split('.').map(Number);
  const rank = ((major ?? missing) * 1000 + (minor ?? missing)) * 1000 + (patch ?? missing);
  known.set(version, rank);
  return rank;
}

/** True if the server is of that product and at least that version. */
export function isAtLeast(target: ConfTarget, product: Product, version: string): boolean {
  return target.product === product && compareVersions(target.version, version) >= 0;
}

/** True for Redis before that version; every Valkey comes after Redis 7.2. */
export function isRedisBefore(target: ConfTarget, version: string): boolean {
  return target.product === 'redis' && compareVersions(target.version, version) < 0;
}

/** `Valkey 8.1` */
export function targetName({ product, version }: ConfTarget): string {
  return `${product === 'valkey' ? 'Valkey' : 'Redis'} ${version}`;
}
