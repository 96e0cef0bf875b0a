import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import { OF_ONE_MOMENT } from '../routesBy';
import type { Rule, Verdict } from '../rule';

/** The end of an RDB file may not be the end of the data. */
export const fileTail: Rule = {
  id: 'file.tail',
  severity: 'warning',
  what: 'data that belongs to an RDB file, or stands behind its end, and is not looked at',
  why: 'The file at the beginning of an append-only file holds what was so when that was last rewritten; the commands since then follow it.',
  docs: valkeyTopic('persistence'),
  basis: 'measured',
  evaluate({ file }) {
    if (file === undefined || (!file.appendOnly && file.tailBytes === 0)) return [];
    return [file.appendOnly ? ofCommands(file.tailBytes) : garbage(file.tailBytes)];
  },
};

function ofCommands(bytes: number): Verdict {
  return {
    severity: 'warning',
    message: t('The file is the base of an append-only file: commands that were written later are not in it'),
    evidence:
      bytes > 0
        ? t('{0} follow its end', formatBytes(bytes))
        : t('it tells so itself (aof-base or aof-preamble)'),
    fix: t(
      'Have the source write an RDB file (BGSAVE), or load the append-only files into a server and check that.',
    ),
    risks: OF_ONE_MOMENT,
  };
}

function garbage(bytes: number): Verdict {
  return {
    severity: 'warning',
    message: t('{0} follow the end of the file, which servers overlook', formatBytes(bytes)),
    evidence: t('its end and its checksum stand before them'),
    fix: t('Find out whether two files were joined; what follows is not looked at.'),
    risks: OF_ONE_MOMENT,
  };
}
