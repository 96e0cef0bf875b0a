/** One of the two ends of a migration. */
export type PairEnd = 'source' | 'target';

/** An endpoint as the page shows it. Holds no secret. */
export interface ShownEndpoint {
  readonly id: string;
  readonly name: string;
  /** `rediss://user@host:6379/0`, without a password. */
  readonly address: string;
}

/** From where, and into where if that is known. */
export interface EndpointPair {
  readonly source: ShownEndpoint;
  readonly target: ShownEndpoint | null;
}
