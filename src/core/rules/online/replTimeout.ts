import { t } from '../../model/t';
import { formatDuration } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';
import { numberOf } from '../settingOf';
import { fullSyncSeconds } from './fullSyncSeconds';
import { isOnlinePair } from './prerequisite';

/** A replica that loads for long answers nothing meanwhile. */
export const onlineReplTimeout: Rule = {
  id: 'online.replTimeout',
  severity: 'info',
  what: 'a repl-timeout that is shorter than the full sync',
  why: 'The source may take the target for lost while it is still transferring or loading.',
  docs: valkeyTopic('replication'),
  basis: 'inferred',
  evaluate(evidence) {
    const timeout = numberOf(evidence.facts.source, 'repl-timeout');
    const seconds = fullSyncSeconds(evidence.source);
    if (!isOnlinePair(evidence) || timeout === null || seconds === null || seconds <= timeout) return [];
    return [
      {
        severity: 'info',
        message: t('The full sync may take longer than the repl-timeout of the source'),
        evidence: t('about {0}, the timeout is {1}', formatDuration(seconds), formatDuration(timeout)),
        command: { end: 'source', text: `CONFIG SET repl-timeout ${String(Math.ceil(seconds * 2))}` },
        fix: t(
          'CONFIG SET repl-timeout {0} on the source for the time of the migration.',
          Math.ceil(seconds * 2),
        ),
        risks: ['online-migration'],
      },
    ];
  },
};
