import { DIRECTIVES, directiveNamed, isKnown } from '../../conf/catalogue';
import { isRedisBefore, targetName } from '../../conf/confTarget';
import { nearestName } from '../../conf/nearestName';
import type { Setting } from '../../conf/settings';
import type { ConfEvidence, ConfFound, ConfRule, Span } from './confRule';
import { CONFIG_DOCS, STOPS, instead, withoutLine, wordAt } from './confRule';

const MOST_SHOWN = 60;

/** Names that no server knows. What stands behind them is not repeated: it could be a password. */
export const unknownName: ConfRule = {
  id: 'conf.unknown',
  severity: 'error',
  what: 'no version knows the directive',
  why: STOPS,
  docs: CONFIG_DOCS,
  evaluate(evidence) {
    return evidence.settings.flatMap((setting) => {
      if (setting.directive !== null) return [];
      const at = wordAt(setting, setting.word);
      return [{ at, evidence: told(setting), ...verdict(setting, evidence) }];
    });
  },
};

function verdict(
  setting: Setting,
  { target, last, includes }: ConfEvidence,
): Pick<ConfFound, 'severity' | 'message' | 'fix' | 'edit'> {
  const { name } = setting;
  if (name.startsWith('\ufeff')) {
    return {
      severity: 'error',
      message: 'The file begins with a byte order mark, which the server takes for a part of the first word',
      fix: 'Save the file as UTF-8 without a byte order mark.',
    };
  }
  // A module's own settings: from 7.0 those with a dot in the name, in Redis 8 all that no one else claims.
  const dotted = name.includes('.') && !isRedisBefore(target, '7.0');
  const any = target.product === 'redis' && !isRedisBefore(target, '8.0');
  if ((last.has('loadmodule') || includes) && setting.args.length > 0 && (dotted || any)) {
    return {
      severity: 'info',
      message: `${told(setting)} is not a directive of ${targetName(target)}; it must be one of a module`,
      fix: 'Check its name with the module: a setting that no module claims stops the server.',
    };
  }
  const before = /^([\w-]+)[=:]/.exec(name)?.[1];
  if (before !== undefined && directiveNamed(before) !== null) {
    return {
      severity: 'error',
      message: `The name and the value of ${before} stand together`,
      fix: `Write ${before}, a blank, and the value.`,
      edit: { ...separator(setting, before), title: 'Put a blank between them', text: ' ' },
    };
  }
  const known = DIRECTIVES.filter((one) => isKnown(one, target)).map((one) => one.name);
  const near = nearestName(name, known);
  return {
    severity: 'error',
    message: `${told(setting)} is not a directive of any version${near === null ? '' : `; ${near} is`}`,
    fix: near === null ? 'Remove the line.' : `Write ${near}.`,
    edit: near === null ? withoutLine(setting) : instead(wordAt(setting, setting.word), near),
  };
}

/** The sign between a name and its value. */
function separator({ line, word }: Setting, name: string): Span {
  return { line, start: word.start + name.length, end: word.start + name.length + 1 };
}

/** The name, but for what looks like a value in it. */
function told({ word: { value } }: Setting): string {
  const name = value.replace(/[=:].*$/s, '…');
  if (name === '') return 'An empty name';
  return name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name;
}
