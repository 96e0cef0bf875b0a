import { datasetKey } from './dataset';
import { type Specimen, type ValueKind, valueKinds } from './specimen';

/** What was made. Counts are of what commands can see, so hidden keys are not in `keys`. */
export interface FillReport {
  readonly keys: number;
  readonly byKind: Readonly<Record<ValueKind, number>>;
  readonly byDatabase: ReadonlyMap<number, number>;
  /** Keys with an expiry time after the year 2100. */
  readonly expiring: number;
  /** Keys with the short time to live of the options. */
  readonly shortLived: number;
  /** Hashes with a field whose time to live lies in the future, as names of {@link datasetKey}. */
  readonly fieldTtlKeys: readonly string[];
  readonly hashesWithFieldTtl: number;
  /** Hashes whose fields had a time to live which was removed from all of them. */
  readonly hashesWithRemovedFieldTtl: number;
  /** Fields that are past their time and not deleted. */
  readonly expiredFields: number;
  /** Keys that exist and have nothing but expired fields. */
  readonly hiddenKeys: number;
  readonly functions: readonly string[];
}

/** Counts while a dataset is made. */
export class FillTally {
  readonly functions: string[] = [];
  readonly #byKind = Object.fromEntries(valueKinds.map((kind) => [kind, 0])) as Record<ValueKind, number>;
  readonly #byDatabase = new Map<number, number>();
  readonly #fieldTtlKeys: string[] = [];
  #keys = 0;
  #expiring = 0;
  #shortLived = 0;
  #removed = 0;
  #expiredFields = 0;
  #hiddenKeys = 0;

  /** The number of visible keys so far. */
  get keys(): number {
    return this.#keys;
  }

  /** Counts a key that was put into database `db`, with the short time to live of the options if `short`. */
  add(specimen: Specimen, db: number, short: boolean): void {
    this.#expiredFields += specimen.expiredFields ?? 0;
    if (specimen.hidden === true) {
      this.#hiddenKeys += 1;
      return;
    }
    this.#keys += 1;
    this.#byKind[specimen.kind] += 1;
    this.#byDatabase.set(db, (this.#byDatabase.get(db) ?? 0) + 1);
    if (specimen.expireAt !== undefined) this.#expiring += 1;
    if (short) this.#shortLived += 1;
    if (specimen.fieldTtl === 'set') this.#fieldTtlKeys.push(datasetKey(db, specimen.key));
    if (specimen.fieldTtl === 'removed') this.#removed += 1;
  }

  report(): FillReport {
    return {
      keys: this.#keys,
      byKind: this.#byKind,
      byDatabase: this.#byDatabase,
      expiring: this.#expiring,
      shortLived: this.#shortLived,
      fieldTtlKeys: this.#fieldTtlKeys,
      hashesWithFieldTtl: this.#fieldTtlKeys.length,
      hashesWithRemovedFieldTtl: this.#removed,
      expiredFields: this.#expiredFields,
      hiddenKeys: this.#hiddenKeys,
      functions: this.functions,
    };
  }
}
