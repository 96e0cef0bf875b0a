import type { Redis } from 'ioredis';

/** What a server can do, as far as the dataset depends on it. */
export interface ServerFeatures {
  readonly product: 'redis' | 'valkey';
  readonly version: string;
  readonly cluster: boolean;
  readonly fieldTtl: boolean;
  readonly functions: boolean;
  readonly vectorSets: boolean;
  /** XGROUP CREATE ... ENTRIESREAD, XSETID ... ENTRIESADDED and PEXPIRETIME, all of 7.0. */
  readonly seven: boolean;
  /** XGROUP CREATECONSUMER. */
  readonly createConsumer: boolean;
}

/**
 * Asks a server for its version by INFO. A Valkey calls itself redis_version 7.2.4, so its own name and
 * version come first.
 */
export async function serverFeatures(client: Redis): Promise<ServerFeatures> {
  const info = await client.info('server');
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const valkey = field('valkey_version');
  const version = valkey ?? field('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const atLeast = (wantedMajor: number, wantedMinor: number): boolean =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return {
    product: valkey === undefined ? 'redis' : 'valkey',
    version,
    cluster: (field('server_mode') ?? field('redis_mode')) === 'cluster',
    fieldTtl: valkey === undefined ? atLeast(7, 4) : atLeast(9, 0),
    functions: atLeast(7, 0),
    vectorSets: valkey === undefined && atLeast(8, 0),
    seven: atLeast(7, 0),
    createConsumer: atLeast(6, 2),
  };
}
