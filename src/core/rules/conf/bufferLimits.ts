import { isRedisBefore } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { readAsInt, readLoosely, readMemory } from '../../conf/numbers';
import { t } from '../../model/t';
import { CONFIG_DOCS, valueRule } from './confRule';

const MOST_SECONDS = 2_147_483_647n;

/** `client-output-buffer-limit CLASS HARD SOFT SECONDS`, from 7.0 several in one line. */
export const bufferLimits = valueRule(
  {
    id: 'conf.bufferLimit',
    what: 'a limit of output buffers is not class, hard, soft, seconds',
    docs: CONFIG_DOCS,
  },
  ({ name, values }, target) => {
    if (name !== 'client-output-buffer-limit' || (values.length === 1 && values[0] === '')) return null;
    if (values.length % 4 !== 0) {
      return {
        message: t('{0} takes a class, a hard limit, a soft limit and seconds', name),
        fix: t('Write such as pubsub 32mb 8mb 60.'),
      };
    }
    const arg = values.findIndex((value, index) => !PARTS[index % 4]?.(value, target));
    if (arg < 0) return null;
    return (
      [
        {
          message: t('The class of clients is normal, replica or pubsub'),
          fix: t('Write normal, replica or pubsub.'),
          arg,
        },
        {
          message: t('A limit is a size in bytes: digits, and b, k, kb, m, mb, g or gb'),
          fix: t('Write such as 64mb, or 0 for none.'),
          arg,
        },
        {
          message: t('A limit is a size in bytes: digits, and b, k, kb, m, mb, g or gb'),
          fix: t('Write such as 64mb, or 0 for none.'),
          arg,
        },
        {
          message: t('The soft limit holds for a number of seconds, without a unit'),
          fix: t('Write digits only.'),
          arg,
        },
      ][arg % 4] ?? null
    );
  },
);

const PARTS: readonly ((value: string, target: ConfTarget) => boolean)[] = [
  isClass,
  isLimit,
  isLimit,
  isSeconds,
];

function isClass(value: string, target: ConfTarget): boolean {
  const word = value.toLowerCase();
  return (
    word === 'normal' ||
    word === 'slave' ||
    word === 'pubsub' ||
    (word === 'replica' && !isRedisBefore(target, '5.0'))
  );
}

function isLimit(value: string, target: ConfTarget): boolean {
  return isRedisBefore(target, '7.0') || readMemory(value, target, false) !== null;
}

function isSeconds(value: string, target: ConfTarget): boolean {
  if (isRedisBefore(target, '7.0')) return readAsInt(value) >= 0n;
  if (!/^\s*[+-]?\d*$/.test(value)) return false;
  const seconds = readLoosely(value);
  return seconds >= 0n && seconds <= MOST_SECONDS;
}
