import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { settingOf } from '../settingOf';
import type { Rule } from '../rule';

const LOCAL = /^-?(127\.|::1$|localhost$)/;

/** Anyone who reaches the port is in. */
export const openSource: Rule = {
  id: 'security.open',
  severity: 'warning',
  what: 'a source without a password that listens on all addresses',
  why: 'Whoever reaches its port can read, change and delete everything, and often more than that.',
  docs: valkeyTopic('security'),
  basis: 'documented',
  evaluate({ facts }) {
    const bind = settingOf(facts.source, 'bind');
    if (facts.source?.access.open !== true || bind === null) return [];
    if (settingOf(facts.source, 'protected-mode') !== 'no') return [];
    const addresses = bind.split(/\s+/).filter((address) => address !== '');
    if (addresses.length > 0 && addresses.every((address) => LOCAL.test(address))) return [];
    return [
      {
        severity: 'warning',
        message: t('The source needs no password and listens to other machines'),
        evidence:
          bind === ''
            ? t('protected-mode is no, bind is empty (all addresses), and the default user needs no password')
            : t('protected-mode is no, bind is {0}, and the default user needs no password', bind),
        fix: t(
          'Set a password, or close the port to all but the applications. AWS asks for this state only while an online migration runs.',
        ),
      },
    ];
  },
};
