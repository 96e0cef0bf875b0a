import { DIRECTIVES, directiveNamed, isKnown } from '../../conf/catalogue';
import { isRedisBefore, targetName } from '../../conf/confTarget';
import { nearestName } from '../../conf/nearestName';
import type { Setting } from '../../conf/settings';
import { t } from '../../model/t';
import type { ConfEvidence, ConfFound, ConfRule, Span } from './confRule';
import { CONFIG_DOCS, STOPS, instead, lineName, withoutLine, wordAt } from './confRule';

/** What a name of a directive, or of a module's setting, looks like. Anything else may be a value that wrapped: a password. */
const LIKE_A_NAME = /^[a-z\d._-]{2,40}$/i;

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
      return [{ at, evidence: told(setting, evidence), ...verdict(setting, evidence) }];
    });
  },
};

function verdict(
  setting: Setting,
  evidence: ConfEvidence,
): Pick<ConfFound, 'severity' | 'message' | 'fix' | 'edit'> {
  const { name } = setting;
  const { target, last, includes } = evidence;
  if (name.startsWith('\ufeff')) {
    return {
      severity: 'error',
      message: t(
        'The file begins with a byte order mark, which the server takes for a part of the first word',
      ),
      fix: t('Save the file as UTF-8 without a byte order mark.'),
    };
  }
  // A module's own settings: from 7.0 those with a dot in the name, in Redis 8 all that no one else claims.
  const dotted = name.includes('.') && !isRedisBefore(target, '7.0');
  const any = target.product === 'redis' && !isRedisBefore(target, '8.0');
  if ((last.has('loadmodule') || includes) && setting.args.length > 0 && (dotted || any)) {
    return {
      severity: 'info',
      message: t(
        '{0} is not a directive of {1}; it must be one of a module',
        told(setting, evidence),
        targetName(target),
      ),
      fix: t('Check its name with the module: a setting that no module claims stops the server.'),
    };
  }
  const before = /^([\w-]+)[=:]/.exec(name)?.[1];
  if (before !== undefined && directiveNamed(before) !== null) {
    return {
      severity: 'error',
      message: t('The name and the value of {0} stand together', before),
      fix: t('Write {0}, a blank, and the value.', before),
      edit: { ...separator(setting, before), title: t('Put a blank between them'), text: ' ' },
    };
  }
  const known = DIRECTIVES.filter((one) => isKnown(one, target)).map((one) => one.name);
  const near = nearestName(name, known);
  return {
    severity: 'error',
    message:
      near === null
        ? t('{0} is not a directive of any version', told(setting, evidence))
        : t('{0} is not a directive of any version; {1} is', told(setting, evidence), near),
    fix: near === null ? t('Remove the line.') : t('Write {0}.', near),
    edit: near === null ? withoutLine(setting) : instead(wordAt(setting, setting.word), near),
  };
}

/** The sign between a name and its value. */
function separator({ line, word }: Setting, name: string): Span {
  return { line, start: word.start + name.length, end: word.start + name.length + 1 };
}

/** The name, but for what looks like a value in it; where it does not look like one, only where it stands. */
function told({ word: { value }, line }: Setting, evidence: ConfEvidence): string {
  if (value === '') return t('An empty name');
  const [name = ''] = value.split(/[=:]/, 1);
  if (!LIKE_A_NAME.test(name)) return t('The word at {0}', lineName(line, line, evidence));
  return name === value ? name : `${name}…`;
}
