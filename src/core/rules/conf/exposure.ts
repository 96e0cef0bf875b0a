import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { ACL_DOCS, SECURITY_DOCS, argsAt, shown, wordAt } from './confRule';

const SHORT = 16;
/** Directives that hold a password as it is. */
const PASSWORDS = [
  'requirepass',
  'masterauth',
  'primaryauth',
  'tls-key-file-pass',
  'tls-client-key-file-pass',
];

/** A server that anyone may use. */
export const openServer: ConfRule = {
  id: 'conf.open',
  severity: 'warning',
  what: 'anyone who reaches the server may use it',
  why: 'Servers that are open to a network are found and taken over within hours.',
  docs: SECURITY_DOCS,
  evaluate({ last, settings, includes }) {
    if (includes) return [];
    const value = (name: string): string => last.get(name)?.values[0]?.toLowerCase() ?? '';
    const users = settings.some(({ name, fits }) => name === 'user' && fits);
    const asks = value('requirepass') !== '' || value('aclfile') !== '' || users;
    const bound = last.get('bind');
    const local =
      bound !== undefined &&
      bound.values.length > 0 &&
      bound.values.every((one) => /^-?(127\.|::1$|localhost$)/.test(one));
    const unprotected = last.get('protected-mode');
    if (asks || local || value('protected-mode') !== 'no' || unprotected === undefined) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'No password, not bound to this machine, and protected-mode is off: anyone may use the server',
        ),
        evidence: [
          shown(unprotected),
          bound === undefined ? t('no bind') : shown(bound),
          t('no requirepass, no users'),
        ].join('; '),
        fix: t('Set requirepass or users, bind it to private addresses, or leave protected-mode on.'),
        at: argsAt(unprotected),
      },
    ];
  },
};

/** Passwords that stand in the file as they are. Nothing of them is repeated but that they are short. */
export const plainPassword: ConfRule = {
  id: 'conf.password',
  severity: 'warning',
  what: 'a password stands in the file as it is, or is short',
  why: 'Whoever reads the file, a backup or a repository of it, has the password.',
  docs: ACL_DOCS,
  evaluate({ settings }) {
    return settings.flatMap((setting): ConfFound[] => {
      const { name, args, fits } = setting;
      if (!fits) return [];
      const isPassword = PASSWORDS.includes(name);
      const word = isPassword
        ? args[0]
        : name === 'user'
          ? args.find(({ value }) => value.startsWith('>'))
          : undefined;
      const length = (word?.value.length ?? 0) - (isPassword ? 0 : 1);
      if (word === undefined || length < 1) return [];
      const short = length < SHORT && !name.startsWith('tls-');
      return [
        {
          severity: short ? 'warning' : 'info',
          message: short
            ? t('A password stands here as it is, and has fewer than {0} characters', SHORT)
            : t('A password stands here as it is'),
          evidence: t('{0} (not shown)', name),
          fix:
            name === 'user'
              ? t('Write # and the SHA-256 of a long random password.')
              : t('Choose a long random one, and keep the file, and copies of it, to those who may know it.'),
          at: wordAt(setting, word),
        },
      ];
    });
  },
};

/** Commands that let whoever may connect do as they like with the machine. */
export const openCommands: ConfRule = {
  id: 'conf.commands',
  severity: 'warning',
  what: 'every connection may use DEBUG, MODULE or protected settings',
  why: 'They load code and change paths: whoever may use the server then has the machine.',
  docs: SECURITY_DOCS,
  evaluate({ last }) {
    return ['enable-debug-command', 'enable-module-command', 'enable-protected-configs'].flatMap((name) => {
      const setting = last.get(name);
      if (setting?.values[0]?.toLowerCase() !== 'yes') return [];
      return [
        {
          severity: 'warning' as const,
          message: t('{0} is open to every connection', name),
          evidence: shown(setting),
          fix: t('Write local, or no.'),
          at: argsAt(setting),
        },
      ];
    });
  },
};
