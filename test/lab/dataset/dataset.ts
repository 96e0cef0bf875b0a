/** A pending entry of a consumer group. */
export interface PendingEntry {
  readonly id: string;
  readonly consumer: string;
  /** Unix milliseconds. */
  readonly deliveredAt: number;
  readonly deliveries: number;
}

/** A consumer group. Names are base64. */
export interface StreamGroup {
  readonly name: string;
  readonly lastDeliveredId: string;
  /** null if the server does not know; left out by servers before 7.0. */
  readonly entriesRead?: number | null;
  readonly pending: readonly PendingEntry[];
  readonly consumers: readonly string[];
}

/** A value in a form in which equal values are equal texts. All content is base64; scores are hexadecimal. */
export type DatasetValue =
  | { readonly type: 'string'; readonly content: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'set'; readonly members: readonly string[] }
  /** Sorted by field. The expiry is in Unix milliseconds, null for none. */
  | { readonly type: 'hash'; readonly fields: readonly (readonly [string, string, number | null])[] }
  /** In the server's order; scores as the 16 digits of an IEEE double, big end first. */
  | { readonly type: 'zset'; readonly members: readonly (readonly [string, string])[] }
  | {
      readonly type: 'stream';
      readonly entries: readonly (readonly [string, readonly string[]])[];
      readonly lastId: string;
      /** Left out by servers before 7.0. */
      readonly maxDeletedId?: string;
      readonly entriesAdded?: number;
      readonly groups: readonly StreamGroup[];
    }
  | {
      readonly type: 'vectorset';
      readonly dimensions: number;
      /** Element, vector rounded to four digits, attributes; sorted by element. */
      readonly elements: readonly (readonly [string, readonly string[], string | null])[];
    };

/** A key's value and when it expires. */
export interface DatasetEntry {
  readonly value: DatasetValue;
  /** Unix milliseconds; null for never. */
  readonly expireAt: number | null;
}

/** The content of a server by {@link datasetKey}. */
export type Dataset = ReadonlyMap<string, DatasetEntry>;

/** The name of a key in a {@link Dataset}: the database, a slash, and the key in base64. */
export function datasetKey(db: number, key: string | Buffer): string {
  return `${String(db)}/${Buffer.from(key).toString('base64')}`;
}
