import type { Product } from '../model/profile';

/** Versions that ElastiCache creates caches with, as its guide lists them (2026-11), oldest first. */
const VERSIONS: Readonly<Record<Product, readonly string[]>> = {
  redis: ['4.0.10', '5.0.6', '6.0', '6.2', '7.0', '7.1'],
  valkey: ['7.2', '8.0', '8.1', '8.2', '9.0', '9.1'],
};

/** Patches that the guide lists beside the minor version; of the others AWS chooses the patch itself. */
const PATCHES: Readonly<Record<Product, readonly string[]>> = { redis: [], valkey: ['7.2.6'] };

/** Serverless caches begin with these. */
const FIRST_SERVERLESS: Readonly<Record<Product, string>> = { redis: '7.0', valkey: '7.2' };

/** Versions of an engine that a cache can be created with, oldest first. */
export function offeredVersions(product: Product, kind: 'elasticache' | 'serverless'): readonly string[] {
  const all = VERSIONS[product];
  return kind === 'serverless' ? all.slice(all.indexOf(FIRST_SERVERLESS[product])) : all;
}

/** The version that is meant by `8.2`, `5.0` or `7.2.6`; null when ElastiCache has none such, as `8.2.99`. */
export function offeredVersion(
  product: Product,
  kind: 'elasticache' | 'serverless',
  asked: string,
): string | null {
  if (!/^\d+\.\d+(\.\d+)?$/.test(asked)) return null;
  const found = offeredVersions(product, kind).find((one) => one === asked || one.startsWith(`${asked}.`));
  return found ?? PATCHES[product].find((one) => one === asked) ?? null;
}
