import { firstFaultyRule } from '../../conf/aclRules';
import type { AclFault } from '../../conf/aclRules';
import { targetName } from '../../conf/confTarget';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { STOPS, ACL_DOCS, wordAt } from './confRule';

/** The rule that is faulty, and who asks. */
interface Faulty {
  readonly rule: string;
  /** Its place among the rules of the user, from 1. */
  readonly number: number;
  readonly user: string;
  readonly server: string;
}

/** A rule may hold a password, so only those on commands are repeated. */
const MESSAGES: Readonly<Record<AclFault, (faulty: Faulty) => string>> = {
  syntax: ({ number, user, server }) =>
    t('Rule {0} of user {1} is no rule that this version knows ({2})', number, user, server),
  hash: ({ number, user, server }) =>
    t('Rule {0} of user {1} is no SHA-256 hash ({2})', number, user, server),
  missingPassword: ({ number, user, server }) =>
    t('Rule {0} of user {1} takes away a password that the user does not have ({2})', number, user, server),
  selector: ({ number, user, server }) =>
    t(
      'Rule {0} of user {1} is a selector that is not closed or holds a rule that it cannot ({2})',
      number,
      user,
      server,
    ),
  command: ({ rule, server }) => t('{0} names a command that this version does not have ({1})', rule, server),
  category: ({ rule, server }) =>
    t('{0} names a category of commands that this version does not have ({1})', rule, server),
  patterns: ({ number, user, server }) =>
    t('Rule {0} of user {1} adds a pattern after all were allowed ({2})', number, user, server),
};

const FIXES: Readonly<Record<AclFault, string>> = {
  syntax: t('Put > in front of a password, ~ of a key pattern, + or - of a command.'),
  hash: t('Write 64 digits and letters from a to f behind the #; a comment needs a line of its own.'),
  missingPassword: t('Remove it.'),
  selector: t('Write such as (~app:* +get).'),
  command: t('Remove it, or load the module that brings the command.'),
  category: t('Remove it, or load the module that brings it.'),
  patterns: t('Put resetkeys or resetchannels before it, or leave it out.'),
};

/** Lines that set users up. */
export const aclUsers: ConfRule = {
  id: 'conf.user',
  severity: 'error',
  what: 'a user has a rule that the server does not take',
  why: STOPS,
  docs: ACL_DOCS,
  evaluate({ settings, target, last, includes }) {
    const modules = includes || last.has('loadmodule');
    const names = new Set<string>();
    return settings.flatMap((setting): ConfFound[] => {
      if (setting.name !== 'user' || !setting.fits) return [];
      const [name = '', ...rules] = setting.values;
      const evidence = `user ${name}`;
      const [word = setting.word, ...words] = setting.args;
      if (names.has(name)) {
        const fix = t('Put all of its rules into one line.');
        const message = t('The user {0} is set up twice', name);
        return [{ severity: 'error', message, evidence, fix, at: wordAt(setting, word) }];
      }
      if (/[\s\0]/.test(name)) {
        const fix = t('Quote the words of the line one by one, if at all.');
        const message = t("A user's name cannot hold a blank");
        return [
          {
            severity: 'error',
            message,
            evidence: t('user (name with a blank)'),
            fix,
            at: wordAt(setting, word),
          },
        ];
      }
      names.add(name);
      const faulty = firstFaultyRule(rules, target, modules);
      if (faulty === null) return [];
      const rule = words[faulty.index] ?? word;
      const { fault } = faulty;
      const asked = {
        rule: rule.value,
        number: faulty.index + 1,
        user: name,
        server: targetName(target),
      };
      return [
        {
          severity: 'error',
          message: MESSAGES[fault](asked),
          evidence,
          fix: FIXES[fault],
          at: wordAt(setting, rule),
        },
      ];
    });
  },
};
