import { t } from '../model/t';
import type { RdbFacts } from '../model/rdbFacts';
import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import { valkeyTopic } from './pages';
import { BY_RDB } from './routesBy';
import { productName } from './rule';
import type { Evidence, Rule, Verdict } from './rule';

/** A server refuses every payload whose footer names an RDB version that it does not know, whatever the value. */
export const rdbVersion: Rule = {
  id: 'rdb.version',
  severity: 'info',
  what: 'the target does not read the RDB version of the source',
  why: 'A server refuses every payload, RDB file and replication stream of a version that it does not know, whatever the values are; a replica throws its own data away first.',
  docs: valkeyTopic('migration'),
  basis: 'measured',
  evaluate({ source, target, file }) {
    const from = ownRdbVersion(source);
    if (acceptsFooter(target, from)) return [];
    if (file !== undefined) return [refusedFile(file, target)];
    const replicates = replicationWorks({ source, target });
    return [
      {
        severity: 'info',
        message: replicates
          ? t(
              '{0} refuses every plain RESTORE and every RDB file of {1}',
              productName(target),
              productName(source),
            )
          : t(
              '{0} refuses every plain RESTORE and any replication from {1}',
              productName(target),
              productName(source),
            ),
        evidence: t(
          'the source writes RDB version {0}, the target {1} and takes none that is foreign or newer',
          from,
          ownRdbVersion(target),
        ),
        fix: t(
          'Nothing to do: the copy gives each value a footer that the target takes, and re-encodes what it cannot read.',
        ),
        blocks: replicates ? BY_RDB.filter((route) => route !== 'online-migration') : BY_RDB,
      },
    ];
  },
};

/** A file is refused as a whole, by its first bytes. */
function refusedFile({ rdbVersion: version, writer }: RdbFacts, target: Evidence['target']): Verdict {
  return {
    severity: 'info',
    message: t('{0} does not load the file, whose RDB version it does not know', productName(target)),
    evidence: t(
      'the file has RDB version {0}, the target writes {1} and loads none that is foreign or newer',
      version,
      ownRdbVersion(target),
    ),
    fix: t(
      'Load it into {0} or newer and copy from there: the copy re-encodes what the target cannot read.',
      productName(writer),
    ),
    blocks: BY_RDB,
  };
}

/** What Valkey 9 sends to replicas that do not name themselves as Valkey 9. */
const TO_OLDER_REPLICAS = 11;

/** Valkey 9 replicates to older servers in their form, unless a hash has field TTLs: measured. */
function replicationWorks({ source, target }: Pick<Evidence, 'source' | 'target'>): boolean {
  if (source.product !== 'valkey' || ownRdbVersion(source) < 80) return false;
  const fieldTtls = source.databases.some(({ hashesWithFieldTtl }) => (hashesWithFieldTtl ?? 0) > 0);
  return !fieldTtls && acceptsFooter(target, TO_OLDER_REPLICAS);
}
