import type { CopyResult, KeyCounts, Loss, QuarantinedKey } from '../model/run';

/** How many quarantined keys are named; `keys.quarantined` counts all of them. */
export const QUARANTINE_LISTED = 10_000;

/** Counts as a document. */
export interface CountsDocument extends Pick<CopyResult, 'bytes' | 'functions' | 'losses' | 'quarantine'> {
  readonly keys: Required<KeyCounts>;
}

/** What became of keys and function libraries: of a batch, of a scan, or of a whole run. */
export class Counts {
  readonly #keys = { scanned: 0, copied: 0, skipped: 0, excluded: 0, expired: 0, quarantined: 0 };
  readonly #losses = new Map<Loss['kind'], number>();
  #quarantine: QuarantinedKey[] = [];
  #bytes = 0;
  #functions = 0;

  get keys(): Required<KeyCounts> {
    return { ...this.#keys };
  }

  /** Bytes of the payloads of copied keys. */
  get bytes(): number {
    return this.#bytes;
  }

  get functions(): number {
    return this.#functions;
  }

  scanned(count: number): void {
    this.#keys.scanned += count;
  }

  copied(bytes: number): void {
    this.#keys.copied++;
    this.#bytes += bytes;
  }

  skipped(): void {
    this.#keys.skipped++;
  }

  /** Keys that were found but not chosen. */
  excluded(count: number): void {
    this.#keys.scanned += count;
    this.#keys.excluded += count;
  }

  expired(): void {
    this.#keys.expired++;
  }

  lost(kind: Loss['kind'], count = 1): void {
    this.#losses.set(kind, (this.#losses.get(kind) ?? 0) + count);
  }

  functionCopied(): void {
    this.#functions++;
  }

  /** A library is not a key: it is named in the quarantine, and not counted among the keys. */
  quarantined(entry: QuarantinedKey): void {
    if (entry.type !== 'function') this.#keys.quarantined++;
    if (this.#quarantine.length < QUARANTINE_LISTED) this.#quarantine.push(entry);
  }

  /** Takes others in. */
  add(other: CountsDocument): void {
    this.#count(other, 1);
    const room = QUARANTINE_LISTED - this.#quarantine.length;
    if (other.quarantine.length > 0) this.#quarantine.push(...other.quarantine.slice(0, room));
  }

  /** Takes out what was taken in before: those keys are read once more. */
  remove(other: CountsDocument): void {
    this.#count(other, -1);
    if (other.quarantine.length === 0) return;
    const gone = new Set(other.quarantine);
    this.#quarantine = this.#quarantine.filter((entry) => !gone.has(entry));
  }

  /** A copy, which does not change any more. */
  document(): CountsDocument {
    return {
      keys: this.keys,
      bytes: this.#bytes,
      functions: this.#functions,
      losses: [...this.#losses].map(([kind, count]) => ({ kind, count })),
      quarantine: [...this.#quarantine],
    };
  }

  #count({ keys, bytes, functions, losses }: CountsDocument, sign: 1 | -1): void {
    const own = this.#keys;
    own.scanned += sign * keys.scanned;
    own.copied += sign * keys.copied;
    own.skipped += sign * keys.skipped;
    own.excluded += sign * keys.excluded;
    own.expired += sign * keys.expired;
    own.quarantined += sign * keys.quarantined;
    this.#bytes += sign * bytes;
    this.#functions += sign * functions;
    for (const { kind, count } of losses) {
      const left = (this.#losses.get(kind) ?? 0) + sign * count;
      if (left > 0) this.#losses.set(kind, left);
      else this.#losses.delete(kind);
    }
  }
}
