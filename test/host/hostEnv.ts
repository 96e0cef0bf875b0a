/** Where the host suite finds its servers: they run outside of the editor. */
export const HOST_ENV = {
  source: 'ECM_HOST_SOURCE_URL',
  target: 'ECM_HOST_TARGET_URL',
  /** A source of few and large keys. */
  large: 'ECM_HOST_LARGE_URL',
  /** A source of keys of every kind, few enough to compare all of them. */
  modest: 'ECM_HOST_MODEST_URL',
  /** An empty one that speaks TLS and wants a client certificate and the password. */
  secure: 'ECM_HOST_SECURE_URL',
  /** A Sentinel with a password of its own, of a primary named `orders` with the usual password. */
  sentinel: 'ECM_HOST_SENTINEL_URL',
} as const;

/** A server of the host suite. */
export type HostEnd = keyof typeof HOST_ENV;

/** The password of the sources with keys of every kind; no file, message or state may ever hold it. */
export const HOST_PASSWORD = 'planted-Zx81-secret';

/** The password of the Sentinel; likewise. */
export const HOST_SENTINEL_PASSWORD = 'planted-Zx82-secret';

/** PEM files of the server that speaks TLS. */
export const HOST_FILES = {
  ca: 'ECM_HOST_CA_FILE',
  clientCert: 'ECM_HOST_CERT_FILE',
  clientKey: 'ECM_HOST_KEY_FILE',
} as const;

/** Where an ElastiCache answers that is AWS's model only. */
export const HOST_AWS = 'ECM_HOST_AWS_URL';

/** The file of AWS's model, so that a test can have a fake of its own, and where other people's emulator answers. */
export const HOST_AWS_MODEL = 'ECM_HOST_AWS_MODEL';
export const HOST_MOTO = 'ECM_HOST_MOTO_URL';

/** The regions in which that emulator has caches, and how many in each. */
export const MOTO_REGIONS = ['eu-west-1', 'eu-west-3', 'us-east-1'];
export const MOTO_GROUPS = 25;

/** The configuration endpoint of a cluster that is out of reach, and the name of its node: of a domain that nobody has. */
export const HOST_FAR = 'clustercfg.far-cache.abc123.euw3.cache.amazonaws.com';
export const HOST_FAR_NODE = 'far-cache-0001-001.far-cache.abc123.euw3.cache.amazonaws.com';

/** Which tests to run: those whose name holds it. Unset: all. */
export const HOST_ONLY = 'ECM_HOST_ONLY';

/** How many keys of every kind the source holds, and how many small ones, so that a copy takes a few seconds. */
export const HOST_DATASET_KEYS = 30_000;
export const HOST_SMALL_KEYS = 600_000;

/** How many keys the modest source holds. */
export const HOST_MODEST_KEYS = 6_000;

/** How many keys the source holds. */
export const HOST_KEYS = HOST_DATASET_KEYS + HOST_SMALL_KEYS;

/** The address of a server. @throws Error when the suite was started without it. */
export function hostUrl(end: HostEnd): string {
  return fromEnvironment(HOST_ENV[end]);
}

/** The path of a file. @throws Error when the suite was started without it. */
export function hostFile(name: keyof typeof HOST_FILES): string {
  return fromEnvironment(HOST_FILES[name]);
}

/** What the suite was started with. @throws Error when it was started without it */
export function hostValue(name: typeof HOST_AWS_MODEL | typeof HOST_MOTO): string {
  return fromEnvironment(name);
}

/** The address of that ElastiCache. @throws Error when the suite was started without it. */
export function hostAws(): string {
  return fromEnvironment(HOST_AWS);
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the suite by test/host/run.ts`);
  return value;
}
