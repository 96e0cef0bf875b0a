import { isRedisBefore } from '../../conf/confTarget';
import { readInteger, readMemory } from '../../conf/numbers';
import type { Setting } from '../../conf/settings';
import type { Severity } from '../../model/finding';
import { t } from '../../model/t';
import type { ConfEvidence, ConfRule } from './confRule';
import { CONFIG_DOCS, EVICTION_DOCS, PERSISTENCE_DOCS, argsAt, shown } from './confRule';

/** What contradicts what: the line to point at, and what to say of it. */
interface Contradiction {
  readonly line: Setting | undefined;
  readonly message: string;
  readonly fix: string;
  readonly severity?: Severity;
  readonly docs?: string;
}

/** Settings that undo each other, or make no sense without another. */
export const contradictions: ConfRule = {
  id: 'conf.contradiction',
  severity: 'error',
  what: 'two settings do not go together',
  why: 'One of them is without effect, or not what was meant; a few pairs stop the server.',
  docs: CONFIG_DOCS,
  evaluate(evidence) {
    return found(evidence).flatMap(({ line, message, fix, severity = 'warning', docs }) =>
      line === undefined
        ? []
        : [
            {
              severity,
              message,
              fix,
              evidence: shown(line),
              at: argsAt(line),
              ...(docs === undefined ? {} : { docs }),
            },
          ],
    );
  },
};

function found({ last, settings, includes, target }: ConfEvidence): Contradiction[] {
  const line = (name: string): Setting | undefined => last.get(name);
  const value = (name: string): string => line(name)?.values[0]?.toLowerCase() ?? '';
  const number = (name: string): bigint | null => readInteger(value(name));
  const all: Contradiction[] = [];
  const policy = value('maxmemory-policy');
  const limited = (readMemory(value('maxmemory'), target) ?? 0n) > 0n;
  if (policy !== '' && policy !== 'noeviction' && !limited && !includes) {
    const message = t('Without maxmemory no key is ever evicted, whatever the policy');
    all.push({ line: line('maxmemory-policy'), message, fix: t('Set maxmemory, too.'), docs: EVICTION_DOCS });
  }
  if (limited && policy === '' && !includes) {
    const message = t('Without maxmemory-policy writes fail when maxmemory is reached (noeviction)');
    const fix = t('Name the policy: noeviction, or one that evicts.');
    all.push({ line: line('maxmemory'), message, fix, severity: 'info', docs: EVICTION_DOCS });
  }
  const saves = settings.filter(({ name, fits }) => name === 'save' && fits);
  const none = saves.at(-1)?.values.join('') === '';
  const aof = value('appendonly') === 'yes';
  if (none && !aof && !includes) {
    const message = t('Nothing is kept on disk: no save points, and no append-only file');
    all.push({
      line: saves.at(-1),
      message,
      fix: t('Set appendonly yes, or save points, unless it is a mere cache.'),
      docs: PERSISTENCE_DOCS,
    });
  }
  if (aof && saves.length > 0 && !none) {
    const message = t('Save points and the append-only file are both on: at a start only the latter is read');
    all.push({
      line: line('appendonly'),
      message,
      fix: t('Keep both for backups, or save "" to spare the forks.'),
      severity: 'info',
      docs: PERSISTENCE_DOCS,
    });
  }
  if (aof && value('appendfsync') === 'no') {
    const message = t(
      'The append-only file is left to the system to write: the last half minute may be lost',
    );
    all.push({
      line: line('appendfsync'),
      message,
      fix: t('Set appendfsync everysec.'),
      docs: PERSISTENCE_DOCS,
    });
  }
  const lag = number('min-replicas-max-lag');
  if ((number('min-replicas-to-write') ?? 0n) > 0n && lag === 0n) {
    const message = t('min-replicas-to-write has no effect while min-replicas-max-lag is 0');
    all.push({
      line: line('min-replicas-to-write'),
      message,
      fix: t('Set min-replicas-max-lag to seconds.'),
    });
  }
  const low = number('active-defrag-cycle-min');
  const high = number('active-defrag-cycle-max');
  if (low !== null && high !== null && low > high) {
    const message = t('active-defrag-cycle-min is above active-defrag-cycle-max');
    all.push({ line: line('active-defrag-cycle-min'), message, fix: t('Swap the two.') });
  }
  const clustered = value('cluster-enabled') === 'yes';
  const databases = number('databases');
  if (
    clustered &&
    databases !== null &&
    databases > 1n &&
    (target.product === 'redis' || isBefore9(target.version))
  ) {
    const message = t('In cluster mode there is only database 0');
    all.push({ line: line('databases'), message, fix: t('Remove the line.'), severity: 'info' });
  }
  const primary = line('replicaof') ?? line('slaveof');
  if (clustered && primary !== undefined && primary.values[0]?.toLowerCase() !== 'no') {
    const message = t('A node of a cluster takes no replicaof: the server refuses to start');
    all.push({
      line: primary,
      message,
      fix: t('Remove the line; CLUSTER REPLICATE makes it a replica.'),
      severity: 'error',
    });
  }
  const users = settings.find(({ name, fits }) => name === 'user' && fits);
  if (value('aclfile') !== '' && users !== undefined && !isRedisBefore(target, '6.0')) {
    const message = t('Users stand both here and in the file of aclfile: the server refuses to start');
    all.push({
      line: line('aclfile'),
      message,
      fix: t('Move the users into that file, or remove aclfile.'),
      severity: 'error',
    });
  }
  if (value('port') === '0' && number('tls-port') === null && line('unixsocket') === undefined && !includes) {
    const message = t('Nobody can connect: port is 0, without tls-port and unixsocket');
    all.push({ line: line('port'), message, fix: t('Set one of the three.') });
  }
  return all;
}

function isBefore9(version: string): boolean {
  return Number(version.split('.')[0]) < 9;
}
