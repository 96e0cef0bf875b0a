import { preferredName } from '../../conf/catalogue';
import { targetName } from '../../conf/confTarget';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { CONFIG_DOCS, shown, wordAt } from './confRule';

/** Directives that have no effect any more, and older names of others. */
export const outdated: ConfRule = {
  id: 'conf.deprecated',
  severity: 'warning',
  what: 'a directive has no effect any more, or a newer name',
  why: 'What has no effect misleads, and old names go with later versions.',
  docs: CONFIG_DOCS,
  evaluate({ settings, target }) {
    return settings.flatMap((setting): ConfFound[] => {
      const { directive, fits, kind, word } = setting;
      if (directive === null || !fits) return [];
      const at = wordAt(setting, word);
      const evidence = shown(setting);
      if (kind === 'ignored') {
        const message = t('{0} takes {1}, and it has no effect', targetName(target), directive.name);
        return [{ severity: 'warning', message, evidence, fix: t('Remove the line.'), at }];
      }
      const newer = preferredName(directive, target);
      if (newer === null) return [];
      const message = t('{0} is the older name of {1}', directive.name, newer);
      return [
        {
          severity: 'info',
          message,
          evidence,
          fix: t('Write {0}, unless older servers read the file.', newer),
          at,
        },
      ];
    });
  },
};
