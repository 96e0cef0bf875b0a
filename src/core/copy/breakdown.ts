import type { ErrorProgress, PartProgress, RetryProgress, RunDetail } from '../model/runDetail';
import type { Profile } from '../model/profile';
import type { QuarantinedKey } from '../model/run';
import type { DatabasePair } from '../plan/pairDatabases';
import type { CountsDocument } from './counts';

/** So many parts are told anew each time, so that they agree with the whole beside them. */
const FEW_PARTS = 16;
/** Milliseconds for which a detail stands, for each part beyond these: a batch may take less than one. */
const STANDS_MS_PER_PART = 0.5;
/** Names of keys that are kept of a reason. */
const EXAMPLES = 5;
/** Reasons that are told; a server's words may name what differs from key to key. */
const REASONS = 20;

/** Where keys come from. */
export interface PartOfRun {
  /** The cluster's id of the node; empty for a server that stands alone. */
  readonly node: string;
  readonly database: number;
}

type Part = { -readonly [Field in keyof PartProgress]: PartProgress[Field] };

/** What came so far of each part of a run, counted by batch. */
export class Breakdown {
  readonly #now: () => number;
  readonly #parts = new Map<string, Part>();
  readonly #errors = new Map<string, { count: number; readonly examples: string[] }>();
  #addresses: ReadonlyMap<string, string> = new Map();
  #detail: RunDetail = { parts: [], errors: [], retries: [] };
  #madeAt = -Infinity;
  /** As whoever waits for ends counts them. */
  retries: readonly RetryProgress[] = [];

  /** @param now the time in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Says what is to come, so that parts stand there before anything of them does.
   * @param known false when it is not known how many keys of a database are chosen
   */
  expect(source: Pick<Profile, 'shards'>, pairs: readonly DatabasePair[], known: boolean): void {
    const { shards = {} } = source;
    const nodes = Object.entries(shards);
    this.#addresses = new Map(nodes.map(([id, { address }]) => [id, address]));
    for (const pair of pairs) {
      const { source: database } = pair;
      if (nodes.length === 0) this.#part({ node: '', database }).total = known ? pair.keys : 0;
      for (const [node, { keys }] of nodes) {
        this.#part({ node, database }).total = known ? (keys[database] ?? 0) : 0;
      }
    }
  }

  add(part: PartOfRun | null, counts: CountsDocument): void {
    this.#count(part, counts, 1);
    for (const entry of counts.quarantine) this.#failed(entry);
  }

  /** Takes back what was added: those keys come again. */
  remove(part: PartOfRun | null, counts: CountsDocument): void {
    this.#count(part, counts, -1);
    for (const { reason } of counts.quarantine) {
      const error = this.#errors.get(reason);
      if (error === undefined) continue;
      error.count--;
      if (error.count === 0) this.#errors.delete(reason);
    }
  }

  /** Takes everything back. */
  clear(): void {
    this.#errors.clear();
    for (const part of this.#parts.values()) {
      part.keys = 0;
      part.bytes = 0;
    }
  }

  /** How it stands; where there are many parts, how it stood a moment ago. */
  detail(): RunDetail {
    const now = this.#now();
    const stands = (this.#parts.size - FEW_PARTS) * STANDS_MS_PER_PART;
    if (now >= this.#madeAt && now - this.#madeAt < stands) return this.#detail;
    this.#madeAt = now;
    this.#detail = { parts: this.#shownParts(), errors: this.#shownErrors(), retries: this.retries };
    return this.#detail;
  }

  /** Has the next detail made anew: a phase is over. */
  refresh(): void {
    this.#madeAt = -Infinity;
  }

  #count(part: PartOfRun | null, { keys, bytes }: CountsDocument, sign: 1 | -1): void {
    if (part === null) return;
    const own = this.#part(part);
    own.keys += sign * keys.scanned;
    own.bytes += sign * bytes;
  }

  #failed({ reason, key }: QuarantinedKey): void {
    const known = this.#errors.get(reason);
    if (known === undefined) {
      this.#errors.set(reason, { count: 1, examples: [key] });
      return;
    }
    known.count++;
    if (known.examples.length < EXAMPLES) known.examples.push(key);
  }

  #part({ node, database }: PartOfRun): Part {
    const name = `${node} ${String(database)}`;
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const part = { node, database, keys: 0, bytes: 0, total: 0 };
    this.#parts.set(name, part);
    return part;
  }

  #shownParts(): PartProgress[] {
    return [...this.#parts.values()]
      .map((part) => ({ ...part, node: this.#addresses.get(part.node) ?? part.node.slice(0, 8) }))
      .sort((one, other) => one.node.localeCompare(other.node) || one.database - other.database);
  }

  #shownErrors(): ErrorProgress[] {
    return [...this.#errors]
      .map(([reason, { count, examples }]) => ({ reason, count, examples: [...examples] }))
      .sort((one, other) => other.count - one.count)
      .slice(0, REASONS);
  }
}
