import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import { productName } from './rule';
import type { Rule } from './rule';

/** A server refuses every payload whose footer names an RDB version that it does not know, whatever the value. */
export const rdbVersion: Rule = {
  id: 'rdb.version',
  severity: 'info',
  what: 'the target does not read the RDB version of the source',
  why: 'A server refuses every payload, RDB file and replication stream of a version that it does not know, whatever the values are; a replica throws its own data away first.',
  docs: 'https://valkey.io/topics/migration/',
  evaluate({ source, target }) {
    const from = ownRdbVersion(source);
    if (acceptsFooter(target, from)) return [];
    return [
      {
        severity: 'info',
        message: `${productName(target)} refuses every plain RESTORE and any replication from ${productName(source)}`,
        evidence: `the source writes RDB version ${String(from)}, the target ${String(ownRdbVersion(target))} and takes none that is foreign or newer`,
        fix: 'Nothing to do: the copy gives each value a footer that the target takes, and re-encodes what it cannot read.',
      },
    ];
  },
};
