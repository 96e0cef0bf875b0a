import { isRedisBefore, targetName } from '../../conf/confTarget';
import { readInteger, readMemory } from '../../conf/numbers';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { CONFIG_DOCS, argsAt, shown } from './confRule';

/** Values that a server takes for something else than they seem to say. */
export const misread: ConfRule = {
  id: 'conf.misread',
  severity: 'warning',
  what: 'a value is taken for another than it seems to be',
  why: 'The server starts without a word, with a limit of nothing for one.',
  docs: CONFIG_DOCS,
  evaluate({ settings, target }) {
    const old = isRedisBefore(target, '6.0');
    return settings.flatMap((setting): ConfFound[] => {
      const { name, kind, fits, values } = setting;
      const [value = ''] = values;
      const warn = (message: string, fix: string): ConfFound[] => [
        { severity: 'warning', message, evidence: shown(setting), fix, at: argsAt(setting) },
      ];
      if (!fits) return [];
      if (kind === 'memory' || kind === 'percent-or-memory') {
        if (/^(b|k|kb|m|mb|g|gb)?$/i.test(value))
          return warn(t('{0} has no digits, which means 0', name), t('Write a number.'));
        if (old && readMemory(value, target) === null) {
          return warn(
            t('{0} cannot read this size and takes it for 0', targetName(target)),
            t('Write such as 100mb.'),
          );
        }
      }
      if (kind === 'int' && old && readInteger(value) === null) {
        return warn(
          t('{0} reads only the digits at the beginning', targetName(target)),
          t('Write digits only.'),
        );
      }
      const pair = values.length === 2 || (values.length === 1 && value === '');
      if (name === 'save' && isRedisBefore(target, '7.0') && !pair) {
        return warn(
          t('{0} ignores a save line of {1} words', targetName(target), values.length),
          t('Write one pair a line.'),
        );
      }
      return [];
    });
  },
};
