import { targetName } from '../conf/confTarget';
import type { ConfReport } from '../model/confReport';
import { visible } from '../model/visible';
import { formatCount } from './format';

const FROM = {
  option: '',
  file: ', as the file says',
  guess: ', a guess: name it by --engine and --engine-version, or by a line # engine: valkey 8.1',
} as const;

/**
 * The report on a redis.conf for a terminal: one finding a line as compilers print them, with its fix below.
 * @param file its path, as it was given
 */
export function confText(file: string, { profile, findings }: ConfReport): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const verdict = errors > 0 ? `would refuse ${visible(file)}` : `takes ${visible(file)}`;
  return [
    ...findings.flatMap(({ file: own = file, line, column, severity, rule, message, fix }) => [
      `${visible(own)}:${String(line)}:${String(column)}: ${severity} [${rule}] ${message}`,
      `    ${fix}`,
    ]),
    `${targetName(profile)} ${verdict}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(profile.settings, 'setting')}${filesOf(profile.included.length)}${FROM[profile.from]}.`,
    '',
  ].join('\n');
}

function filesOf(included: number): string {
  return included === 0 ? '' : ` of ${formatCount(included + 1)} files`;
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
