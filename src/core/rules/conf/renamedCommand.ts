import { hasCommand } from '../../conf/commands';
import { targetName } from '../../conf/confTarget';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { STOPS, SECURITY_DOCS, wordAt } from './confRule';

/** `rename-command NAME NEW`: the server has NAME, and no command by the name NEW. */
export const renamedCommand: ConfRule = {
  id: 'conf.renameCommand',
  severity: 'error',
  what: 'a command cannot be renamed so',
  why: STOPS,
  docs: SECURITY_DOCS,
  evaluate({ settings, target, includes }) {
    // An included file may have renamed it before.
    const severity = includes ? 'warning' : 'error';
    // Modules are loaded later, so that their commands cannot be renamed either.
    const renamed = new Map<string, boolean>();
    const exists = (name: string): boolean =>
      renamed.get(name.toLowerCase()) ?? (!name.includes('|') && hasCommand(name, target));
    const found: ConfFound[] = [];
    for (const setting of settings) {
      const [from = '', to = ''] = setting.values;
      const [first, second] = setting.args;
      if (setting.name !== 'rename-command' || !setting.fits || first === undefined || second === undefined)
        continue;
      // Not the new name: many keep it a secret.
      const evidence = `rename-command ${from}`;
      if (!exists(from)) {
        const message = t('{0} has no command {1} at this line', targetName(target), from);
        const fix = from.includes('|') ? t('Name the command, not its sub-command.') : t('Remove the line.');
        found.push({ severity, message, evidence, fix, at: wordAt(setting, first) });
        continue;
      }
      renamed.set(from.toLowerCase(), false);
      if (to === '') continue;
      if (exists(to)) {
        const message = t('The new name of {0} is taken by another command', from);
        found.push({
          severity,
          message,
          evidence,
          fix: t('Choose a name that is free.'),
          at: wordAt(setting, second),
        });
      }
      renamed.set(to.toLowerCase(), true);
    }
    return found;
  },
};
