/** Where the host suite finds its servers: they run outside of the editor. */
export const HOST_ENV = {
  source: 'ECM_HOST_SOURCE_URL',
  target: 'ECM_HOST_TARGET_URL',
  /** A source of few and large keys. */
  large: 'ECM_HOST_LARGE_URL',
  /** A source of keys of every kind, few enough to compare all of them. */
  modest: 'ECM_HOST_MODEST_URL',
} as const;

/** A server of the host suite. */
export type HostEnd = keyof typeof HOST_ENV;

/** The password of the sources with keys of every kind; no file, message or state may ever hold it. */
export const HOST_PASSWORD = 'planted-Zx81-secret';

/** How many keys of every kind the source holds, and how many small ones, so that a copy takes a few seconds. */
export const HOST_DATASET_KEYS = 30_000;
export const HOST_SMALL_KEYS = 600_000;

/** How many keys the modest source holds. */
export const HOST_MODEST_KEYS = 6_000;

/** How many keys the source holds. */
export const HOST_KEYS = HOST_DATASET_KEYS + HOST_SMALL_KEYS;

/** The address of a server. @throws Error when the suite was started without it. */
export function hostUrl(end: HostEnd): string {
  const url = process.env[HOST_ENV[end]];
  if (url === undefined) throw new Error(`${HOST_ENV[end]} is not set: start the suite by test/host/run.ts`);
  return url;
}
