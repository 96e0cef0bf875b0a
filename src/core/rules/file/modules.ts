import { t } from '../../model/t';
import { moduleOfType } from '../../rdb/file/moduleOfType';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import { BY_RDB } from '../routesBy';
import { counted } from '../../report/counted';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** What modules keep beside the values of keys. */
export const fileModules: Rule = {
  id: 'file.modules',
  severity: 'warning',
  what: 'an RDB file in which modules keep more than values, for a target without these modules',
  why: 'A server ends the load when it meets what a module wrote that it does not have.',
  docs: valkeyTopic('modules-api-ref'),
  basis: 'documented',
  evaluate({ file, target }) {
    if (file === undefined) return [];
    const missing = file.modulesBesideKeys.map(moduleOfType).filter((name) => !target.modules.includes(name));
    const attached = file.keysWithMetadata;
    if (missing.length === 0 && attached === 0) return [];
    return [
      {
        severity: 'warning',
        message: t('{0} may not load what modules keep in the file', productName(target)),
        evidence: [
          ...(missing.length === 0 ? [] : [t('modules with data of their own: {0}', listed(missing))]),
          ...(attached === 0 ? [] : [t('modules have attached data to {0}', counted(attached, 'key'))]),
        ].join('; '),
        fix: t(
          'Load the same modules on the target, or copy from a server that has them: what they keep beside values stays behind.',
        ),
        risks: BY_RDB,
      },
    ];
  },
};
