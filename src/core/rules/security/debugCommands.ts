import { t } from '../../model/t';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import { settingOf } from '../settingOf';
import type { Rule } from '../rule';

const DANGEROUS = ['enable-debug-command', 'enable-module-command', 'enable-protected-configs'];

/** Doors that the makers keep shut. */
export const debugCommands: Rule = {
  id: 'security.debugCommands',
  severity: 'warning',
  what: 'a target that allows commands for testing to everyone',
  why: 'DEBUG can stop a server, MODULE LOAD and protected settings can run code on its machine.',
  docs: valkeyTopic('security'),
  basis: 'documented',
  evaluate({ facts }) {
    const open = DANGEROUS.filter((name) => settingOf(facts.target, name) === 'yes');
    if (open.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t('The target allows to everyone what {0} guard', listed(open)),
        evidence: `${listed(open)}: yes`,
        fix: t('Set them to "local" or "no" (it takes a restart).'),
      },
    ];
  },
};
