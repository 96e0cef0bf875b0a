import { boundsOf, valuesOf } from '../../conf/catalogue';
import type { Directive, DirectiveKind } from '../../conf/catalogue';
import { isRedisBefore, targetName } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { nearestName } from '../../conf/nearestName';
import { inUnits, readAsInt, readInteger, readMemory } from '../../conf/numbers';
import { t } from '../../model/t';
import type { Misfit } from './confRule';
import { CONFIG_DOCS, valueRule } from './confRule';

/** yes or no. */
export const yesOrNo = valueRule(
  { id: 'conf.bool', what: 'a value is neither yes nor no', docs: CONFIG_DOCS },
  ({ kind, name, values: [value = ''] }) => {
    if (kind !== 'bool' || /^(yes|no)$/i.test(value)) return null;
    const meant = /^(true|on|1|enabled?)$/i.test(value)
      ? 'yes'
      : /^(false|off|0|disabled?)$/i.test(value)
        ? 'no'
        : null;
    return {
      message: t('{0} is either yes or no', name),
      fix: meant === null ? t('Write yes or no.') : t('Write {0}.', meant),
      arg: 0,
      ...(meant === null ? {} : { word: meant }),
    };
  },
);

/** One of a list of words. */
export const listedWord = valueRule(
  { id: 'conf.enum', what: 'a word is not among those that the directive takes', docs: CONFIG_DOCS },
  ({ kind, directive, name, values }, target) => {
    if (kind !== 'enum' || directive === null) return null;
    const words = valuesOf(directive, target);
    const arg = values.findIndex(
      (value) => !words.some((word) => word.toLowerCase() === value.toLowerCase()),
    );
    if (arg < 0) return null;
    const near = nearestName(values[arg] ?? '', words);
    return {
      message: t('{0} is one of {1} in {2}', name, words.join(', '), targetName(target)),
      fix: near === null ? t('Write one of these: {0}.', words.join(', ')) : t('Write {0}.', near),
      arg,
      ...(near === null ? {} : { word: near }),
    };
  },
);

/** Numbers. */
export const wholeNumber = valueRule(
  { id: 'conf.number', what: 'a value is not a whole number', docs: CONFIG_DOCS },
  ({ kind, name, values: [value = ''] }, target) => {
    if (isRedisBefore(target, '6.0') || (kind !== 'int' && kind !== 'octal')) return null;
    if (kind === 'octal') {
      if (isRedisBefore(target, '7.0') || /^\s*[+-]?[0-7]*$/.test(value)) return null;
      return {
        message: t('{0} is an octal number, such as 700', name),
        fix: t('Write digits from 0 to 7.'),
        arg: 0,
      };
    }
    if (readInteger(value) !== null) return null;
    const unit = /^(\d+)[a-z%]+$/i.exec(value)?.[1];
    return {
      message:
        unit === undefined
          ? t('{0} is a whole number', name)
          : t('{0} is a whole number without a unit', name),
      fix:
        unit === undefined
          ? t('Write digits only, without blanks, a plus sign or leading zeros.')
          : t('Write {0}, in the unit of the directive.', unit),
      arg: 0,
    };
  },
);

/** Bytes with a unit. */
export const memorySize = valueRule(
  { id: 'conf.memory', what: 'a value is not a size in bytes', docs: CONFIG_DOCS },
  ({ kind, directive, name, values: [value = ''] }, target) => {
    if (directive === null || isRedisBefore(target, '6.0')) return null;
    if (kind !== 'memory' && kind !== 'percent-or-memory' && kind !== 'signed-memory') return null;
    if (kind === 'percent-or-memory' && percentage(value) !== null) return null;
    if (kind === 'signed-memory' && readInteger(value) === -1n) return null;
    if (readMemory(value, target) !== null) return null;
    return {
      message: t('{0} is a size in bytes: digits, and b, k, kb, m, mb, g or gb', name),
      fix: /^\d+\.\d+/.test(value)
        ? t('Write a whole number of a smaller unit, such as 1536mb for 1.5gb.')
        : t('Write it so: 100mb.'),
      arg: 0,
    };
  },
);

/** Numbers and sizes that are out of bounds. */
export const withinBounds = valueRule(
  { id: 'conf.range', what: 'a number is out of its bounds', docs: CONFIG_DOCS },
  ({ kind, directive, name, values: [value = ''] }, target): Misfit | null => {
    if (directive === null) return null;
    if (kind === 'percent-or-memory' && value.endsWith('%')) {
      const percent = percentage(value);
      if (percent === null || percent <= BigInt(directive.percentMax ?? 100)) return null;
      return {
        message: t('{0} is at most {1}%', name, directive.percentMax ?? 100),
        fix: t('Write a smaller part.'),
        arg: 0,
      };
    }
    const { min, max } = boundsOf(directive, target);
    const number = numberOf(kind, directive, value, target, max);
    // The size of so many bytes that it is below zero reads as a percentage.
    if (kind === 'percent-or-memory' && number !== null && number < 0n && number >= -100n) return null;
    if (number === null || ((min === null || number >= min) && (max === null || number <= max))) return null;
    const show = kind === 'memory' || kind === 'signed-memory' ? inUnits : String;
    const least = min === null ? null : show(min);
    const most = max === null ? null : show(max);
    const low = min !== null && number < min;
    return {
      message: t(
        '{0} is from {1} to {2} in {3}',
        name,
        least ?? t('any number'),
        most ?? t('any number'),
        targetName(target),
      ),
      fix: low ? t('Write {0} or more.', String(least)) : t('Write {0} or less.', String(most)),
      arg: 0,
    };
  },
);

/** null when it is not a number, which another rule tells. */
function numberOf(
  kind: DirectiveKind | null,
  directive: Directive,
  value: string,
  target: ConfTarget,
  max: bigint | null,
): bigint | null {
  const unsigned = max !== null && max > 2n ** 63n - 1n;
  if (isRedisBefore(target, '6.0')) {
    return kind === 'octal' || CHECKED_BEFORE_6.has(directive.name)
      ? before6(kind, value, target, max)
      : null;
  }
  if (kind === 'int') {
    const number = readInteger(value);
    return number !== null && unsigned ? BigInt.asUintN(64, number) : number;
  }
  if (kind === 'octal') return octal(value, target);
  if (kind === 'signed-memory' && readInteger(value) === -1n) return -1n;
  const size = kind === 'memory' || kind === 'percent-or-memory' || kind === 'signed-memory';
  return size ? readMemory(value, target, !unsigned) : null;
}

/** Its digits, taken for decimal ones: bounds are written so, too. Before 7.0 anything is read as some number. */
function octal(value: string, target: ConfTarget): bigint | null {
  if (isRedisBefore(target, '7.0')) return BigInt((parseInt(value, 8) || 0).toString(8));
  const [, sign, digits] = /^\s*([+-]?)([0-7]*)$/.exec(value) ?? [];
  if (digits === undefined) return null;
  const number = BigInt((digits === '' ? 0 : parseInt(digits, 8)).toString(8));
  return sign === '-' ? -number : number;
}

/** The numbers whose bounds Redis before 6.0 looks at; it reads all others as they come. */
const CHECKED_BEFORE_6 = new Set([
  ...['active-defrag-cycle-max', 'active-defrag-cycle-min', 'active-defrag-ignore-bytes'],
  ...['auto-aof-rewrite-percentage', 'repl-backlog-size'],
  ...[
    'cluster-announce-bus-port',
    'cluster-announce-port',
    'cluster-migration-barrier',
    'cluster-node-timeout',
  ],
  ...['cluster-slave-validity-factor', 'databases', 'lfu-decay-time', 'lfu-log-factor', 'maxclients'],
  ...['min-slaves-max-lag', 'min-slaves-to-write', 'port', 'repl-backlog-ttl', 'repl-ping-slave-period'],
  ...['repl-timeout', 'tcp-backlog', 'tcp-keepalive', 'timeout'],
]);

/** Anything is read as some number. */
function before6(kind: string | null, value: string, target: ConfTarget, max: bigint | null): bigint {
  if (kind === 'octal') return octal(value, target) ?? 0n;
  // So many bytes wrap around: to what, is left to the server.
  if (kind === 'memory') return readMemory(value, target) ?? (/^\d{10}/.test(value) ? (max ?? 0n) : 0n);
  if (max === 4_294_967_295n) return BigInt.asUintN(32, readAsInt(value));
  return readAsInt(value, max !== null && max > 4_294_967_295n ? 64 : 32);
}

function percentage(value: string): bigint | null {
  const number = value.endsWith('%') ? readInteger(value.slice(0, -1)) : null;
  return number === null || number < 0n ? null : number;
}
