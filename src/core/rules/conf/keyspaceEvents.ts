import { isAtLeast, isRedisBefore, targetName } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { t } from '../../model/t';
import { EVENTS_DOCS, valueRule } from './confRule';

/** The letters of notify-keyspace-events. */
export const keyspaceEvents = valueRule(
  { id: 'conf.events', what: 'a letter stands for no class of keyspace events', docs: EVENTS_DOCS },
  ({ name, values: [value = ''] }, target) => {
    if (name !== 'notify-keyspace-events') return null;
    const letters = eventLetters(target);
    const wrong = Array.from(value).find((letter) => !letters.includes(letter));
    if (wrong === undefined) return null;
    return {
      message: t(
        '{0} is no class of keyspace events in {1}: they are {2}',
        JSON.stringify(wrong),
        targetName(target),
        letters,
      ),
      fix: /^(yes|on|true)$/i.test(value)
        ? t('Write KEA for all events, or only the classes that you need.')
        : t('Leave it out; small and capital letters differ.'),
      arg: 0,
    };
  },
);

/** Every letter that the version takes. */
function eventLetters(target: ConfTarget): string {
  return [
    'AKEg$lshzxe',
    ...(isRedisBefore(target, '5.0') ? [] : ['t']),
    ...(isRedisBefore(target, '6.0') ? [] : ['m']),
    ...(isRedisBefore(target, '6.2') ? [] : ['d']),
    ...(isRedisBefore(target, '7.0') ? [] : ['n']),
    ...(isAtLeast(target, 'redis', '8.2') ? ['oc'] : []),
  ].join('');
}
