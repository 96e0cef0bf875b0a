/** What is measured. ECPU are of serverless caches, CPU, memory and lag of nodes. */
export type FigureKind =
  'cpu' | 'memory' | 'bytes' | 'ecpu' | 'connections' | 'evictions' | 'throttled' | 'lag';

/** One figure over the last hour, the oldest first; null where nothing was measured. Shares are in percent, lag in seconds, ECPU a second. */
export interface Figure {
  readonly kind: FigureKind;
  readonly points: readonly (number | null)[];
}

/** What the figures are of: a serverless cache, or nodes by the ids of their cache clusters. */
export type FiguresOf = { readonly serverless: string } | { readonly nodes: readonly string[] };

/** The figures of a cache, and of each of its nodes. */
export interface CloudFigures {
  /** Milliseconds since the epoch: up to when. */
  readonly until: number;
  /** Of all nodes: the highest of a share or a lag, the sum of a count. */
  readonly whole: readonly Figure[];
  readonly nodes: ReadonlyMap<string, readonly Figure[]>;
  /** How many nodes were left out: there are too many to ask for at once. */
  readonly leftOut: number;
}
