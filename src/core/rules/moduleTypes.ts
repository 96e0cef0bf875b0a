import { t } from '../model/t';
import { versionAtLeast } from '../model/profile';
import { BY_COPY, MOVING } from './routesBy';
import { counted } from '../report/counted';
import { productName } from './rule';
import type { Rule } from './rule';

/** The engine of scripts, which Valkey 9 shows as a module; no key is of it. */
const WITHOUT_TYPES = 'lua';

/** Values of modules can only be read by a server with that module. */
export const moduleTypes: Rule = {
  id: 'module.types',
  severity: 'error',
  what: 'keys of module types that the target cannot read',
  why: 'Only the module itself reads its values; a server before 6.2 ends itself when it meets one that it does not know.',
  docs: 'https://valkey.io/topics/modules-intro/',
  basis: 'measured',
  evaluate({ source, target, kinds }) {
    const count = kinds.counts.get('module') ?? 0;
    if (count === 0) return [];
    // An older server ends itself when it meets a module type that it does not know, so the copy sends it none.
    const safe = target.product === 'valkey' || versionAtLeast(target.version, '6.2');
    const loaded = source.modules.filter((module) => module !== WITHOUT_TYPES);
    const missing = loaded.filter((module) => !target.modules.includes(module));
    const same = missing.length === 0 && source.product === target.product;
    if (same && safe) return [];
    const both = same && loaded.length > 0;
    const amount = kinds.complete ? counted(count, 'key') : t('At least {0}', counted(count, 'key'));
    return [
      {
        severity: 'error',
        message: safe
          ? t(
              '{0} of module types cannot be copied: {1} does not have the module',
              amount,
              productName(target),
            )
          : t(
              '{0} of module types cannot be copied: {1} would end if it did not know one',
              amount,
              productName(target),
            ),
        evidence: both
          ? t(
              'both have loaded {0}; which of them a key belongs to is not known before the target reads it',
              loaded.join(', '),
            )
          : t('modules of the source that the target lacks: {0}', missing.join(', ') || t('not told')),
        fix: both
          ? t('Leave these keys out: the copy puts each in quarantine and goes on; or choose a newer target.')
          : t(
              'Load the module on the target, or leave these keys out: the copy puts each in quarantine and goes on.',
            ),
        // A file or a stream that a server writes is read by one that has the same modules.
        blocks: both ? BY_COPY : MOVING,
      },
    ];
  },
};
