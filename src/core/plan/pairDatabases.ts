import { Failure } from '../model/failure';
import type { PartialProfile } from '../model/partialProfile';
import { sameServer } from '../model/sameServer';
import type { KnownPlace } from '../model/sameServer';
import { t } from '../model/t';

/** Which databases were asked for; see CopyPlan. */
export interface DatabaseChoice {
  /** The one database to read; absent means every database that holds keys. */
  readonly sourceDatabase?: number;
  /** Where that one database goes; absent means to the same number. */
  readonly targetDatabase?: number;
  /** Which databases go where, instead of the two above: no source twice, no target twice but by different prefixes. */
  readonly databases?: readonly DatabaseMapping[];
}

/** What decides which databases an end has. */
type End = KnownPlace & Pick<PartialProfile, 'mode' | 'databases' | 'databaseLimit'>;

/** Numbers of databases. */
export interface DatabaseMapping {
  readonly source: number;
  readonly target: number;
  /** Stands in front of the keys' names in the target, without braces; absent for none. */
  readonly prefix?: string;
}

/** A database of the source and the one of the target that takes its keys. */
export interface DatabasePair extends DatabaseMapping {
  /** Keys in the source's. */
  readonly keys: number;
}

/**
 * Which databases go where: those that the plan names, else every one with data to the same number.
 * @throws Failure `database.mapping` when the plan names only a target database but several hold data, or when both
 * ends are the same place; `database.missing` when an end has too few.
 */
export function pairDatabases(plan: DatabaseChoice, source: End, target: End): DatabasePair[] {
  const pairs = choose(plan, source);
  for (const pair of pairs) {
    requireDatabase('source', source, pair.source, t("Correct the number of the source's database."));
    requireDatabase('target', target, pair.target, whereTheyGo(target));
  }
  if (isOntoItself(pairs, source, target)) {
    throw new Failure('database.mapping', {
      what: t('Could not start'),
      why:
        sameServer(source, target) === 'replica'
          ? t('one of source and target is a replica of the other')
          : t('source and target are the same database of the same server'),
      next: t('Choose another target.'),
    });
  }
  return pairs;
}

/** What to do where the target lacks a database. */
export function whereTheyGo({ mode }: Pick<End, 'mode'>): string {
  return mode === 'cluster'
    ? t(
        'Put the databases into one by prefixes, 0:0,1:0/app1:, or copy one alone, 1:0 (Options… > Databases, --map-db).',
      )
    : t(
        'Raise the "databases" setting of the target, or say where each goes, 0:0,1:0/app1: (Options… > Databases, --map-db).',
      );
}

/** True where a pair is one database of one server. */
function isOntoItself(pairs: readonly DatabasePair[], source: KnownPlace, target: KnownPlace): boolean {
  return sameServer(source, target) !== null && pairs.some((pair) => pair.source === pair.target);
}

/** True where the copy is refused since it would write a database onto itself. */
export function copiesOntoItself(
  choice: DatabaseChoice,
  source: KnownPlace & Pick<End, 'databases'>,
  target: KnownPlace,
): boolean {
  // Which one is meant is not known then.
  if (isUnpaired(choice, source)) return false;
  return isOntoItself(choose(choice, source), source, target);
}

/** True where only the target's database is named, of several that hold data. */
function isUnpaired(
  { databases, sourceDatabase, targetDatabase }: DatabaseChoice,
  { databases: held }: Pick<End, 'databases'>,
): boolean {
  return (
    databases === undefined && sourceDatabase === undefined && targetDatabase !== undefined && held.length > 1
  );
}

function requireDatabase(end: 'source' | 'target', profile: End, index: number, next: string): void {
  const limit = profile.databaseLimit;
  if (limit === null || index < limit) return;
  throw new Failure('database.missing', {
    what: t('Could not start'),
    why: whyNone(end, limit, index),
    next,
  });
}

function whyNone(end: 'source' | 'target', limit: number, index: number): string {
  if (end === 'source') {
    return limit === 1
      ? t('the source has 1 database, so none is numbered {0}', index)
      : t('the source has {0} databases, so none is numbered {1}', limit, index);
  }
  return limit === 1
    ? t('the target has 1 database, so none is numbered {0}', index)
    : t('the target has {0} databases, so none is numbered {1}', limit, index);
}

function choose(plan: DatabaseChoice, source: Pick<End, 'databases'>): DatabasePair[] {
  const held = source.databases;
  const keysOf = (index: number): number => held.find((database) => database.index === index)?.keys ?? 0;
  if (plan.databases !== undefined) {
    return plan.databases.map((mapping) => ({ ...mapping, keys: keysOf(mapping.source) }));
  }
  if (plan.sourceDatabase !== undefined) {
    const index = plan.sourceDatabase;
    return [{ source: index, target: plan.targetDatabase ?? index, keys: keysOf(index) }];
  }
  if (plan.targetDatabase === undefined) {
    return held.map(({ index, keys }) => ({ source: index, target: index, keys }));
  }
  if (isUnpaired(plan, source)) {
    throw new Failure('database.mapping', {
      what: t('Could not start'),
      why: t(
        "the target's address names database {0}, but the source holds keys in {1} databases",
        plan.targetDatabase,
        held.length,
      ),
      next: t(
        "Name the source's database in its address as well, or leave it out of both to copy every database.",
      ),
    });
  }
  const [only] = held;
  return only === undefined ? [] : [{ source: only.index, target: plan.targetDatabase, keys: only.keys }];
}
