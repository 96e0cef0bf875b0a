import { t } from '../../model/t';
import type { ConfRule } from './confRule';
import { CONFIG_DOCS, argsAt, isCounting, shown, wordAt } from './confRule';

/**
 * A "bind" that leaves nothing to listen on, or holds what is no address. A name may resolve, so it is let be; and by a
 * Unix socket alone, or with another port on the command line, the server does start: a warning.
 */
export const bindAddresses: ConfRule = {
  id: 'conf.bind',
  severity: 'warning',
  what: 'bind names nothing to listen on, or no address',
  why: 'The server ends at its start when it cannot listen on each address of a port that it opens.',
  docs: CONFIG_DOCS,
  evaluate(evidence) {
    const { settings, last, includes } = evidence;
    const ports = [last.get('port')?.values[0] ?? '6379', last.get('tls-port')?.values[0] ?? '0'];
    if (includes || ports.every((port) => Number(port) === 0)) return [];
    return settings.flatMap((setting) => {
      const { name, fits, values } = setting;
      if (name !== 'bind' || !fits || !isCounting(setting, evidence)) return [];
      if (values.length === 0 || (values.length === 1 && values[0] === '')) {
        return [
          {
            severity: 'warning' as const,
            message: t('bind names no address: the server listens on no port, and ends at its start'),
            evidence: shown(setting),
            fix: t('Name addresses of the machine, or * for all of them.'),
            at: argsAt(setting),
          },
        ];
      }
      const wrong = values.findIndex(isNoAddress);
      const word = setting.args[wrong];
      if (word === undefined) return [];
      return [
        {
          severity: 'warning' as const,
          message: t('bind holds a word that is no address: the server ends at its start'),
          evidence: shown(setting),
          fix: t(
            'Write plain addresses with blanks between them, such as 127.0.0.1 ::1, without ports and brackets.',
          ),
          at: wordAt(setting, word),
        },
      ];
    });
  },
};

/** True for what no server took: `999.1.1.1`, `127.0.0.1:6379`, `127.0.0.1,::1`, `[::1]`, and an empty word among others. */
function isNoAddress(value: string): boolean {
  const address = value.replace(/^-/, '');
  if (address === '' || /[,[\]]/.test(address)) return true;
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(:\d+)?$/.exec(address);
  return parts !== null && (parts[5] !== undefined || parts.slice(1, 5).some((part) => Number(part) > 255));
}
