/** How an alarm stands; blind is one that has too little data to tell. */
export type AlarmState = 'ok' | 'alarm' | 'blind';

/** A metric of ElastiCache that an alarm looks at: of which cache or node, by names such as `CacheClusterId`. */
export interface AlarmMetric {
  readonly name: string;
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
}

/** An alarm of an account, as far as it may be one of a cache. Holds no text that a person wrote but its name. */
export interface CloudAlarm {
  readonly name: string;
  /** Null where it is not told. */
  readonly arn: string | null;
  readonly state: AlarmState;
  /** Those of ElastiCache; none of an alarm that is made of others. */
  readonly metrics: readonly AlarmMetric[];
  /** Queries over the metrics of ElastiCache: `SELECT MAX(Evictions) FROM "AWS/ElastiCache"`. */
  readonly queries: readonly string[];
  /** Of one that is made of others: `ALARM("a") OR ALARM("b")`; null of any other. */
  readonly rule: string | null;
  /** Whether somebody is told when it goes off: its actions are on, and it has one. */
  readonly tells: boolean;
  /** Whether it only steers automatic scaling: such a one goes off every day, and nobody is told. */
  readonly scales: boolean;
}
