import { firstFaultyRule } from '../../conf/aclRules';
import type { AclFault } from '../../conf/aclRules';
import { targetName } from '../../conf/confTarget';
import type { ConfFound, ConfRule } from './confRule';
import { STOPS, ACL_DOCS, wordAt } from './confRule';

const WORDS: Readonly<Record<AclFault, readonly [message: string, fix: string]>> = {
  syntax: [
    'is no rule that this version knows',
    'Put > in front of a password, ~ of a key pattern, + or - of a command.',
  ],
  hash: [
    'is no SHA-256 hash',
    'Write 64 digits and letters from a to f behind the #; a comment needs a line of its own.',
  ],
  missingPassword: ['takes away a password that the user does not have', 'Remove it.'],
  selector: [
    'is a selector that is not closed or holds a rule that it cannot',
    'Write such as (~app:* +get).',
  ],
  command: [
    'names a command that this version does not have',
    'Remove it, or load the module that brings the command.',
  ],
  category: [
    'names a category of commands that this version does not have',
    'Remove it, or load the module that brings it.',
  ],
  patterns: [
    'adds a pattern after all were allowed',
    'Put resetkeys or resetchannels before it, or leave it out.',
  ],
};

/** Lines that set users up. A rule may hold a password, so only those on commands are repeated. */
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
        const fix = 'Put all of its rules into one line.';
        const message = `The user ${name} is set up twice`;
        return [{ severity: 'error', message, evidence, fix, at: wordAt(setting, word) }];
      }
      if (/[\s\0]/.test(name)) {
        const fix = 'Quote the words of the line one by one, if at all.';
        const message = "A user's name cannot hold a blank";
        return [
          {
            severity: 'error',
            message,
            evidence: 'user (name with a blank)',
            fix,
            at: wordAt(setting, word),
          },
        ];
      }
      names.add(name);
      const faulty = firstFaultyRule(rules, target, modules);
      if (faulty === null) return [];
      const rule = words[faulty.index] ?? word;
      const [message, fix] = WORDS[faulty.fault];
      const told =
        faulty.fault === 'command' || faulty.fault === 'category'
          ? rule.value
          : `Rule ${String(faulty.index + 1)} of user ${name}`;
      return [
        {
          severity: 'error',
          message: `${told} ${message} (${targetName(target)})`,
          evidence,
          fix,
          at: wordAt(setting, rule),
        },
      ];
    });
  },
};
