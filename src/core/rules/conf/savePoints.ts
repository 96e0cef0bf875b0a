import { isRedisBefore } from '../../conf/confTarget';
import { readAsInt, readLoosely } from '../../conf/numbers';
import { t } from '../../model/t';
import { CONFIG_DOCS, valueRule } from './confRule';

const NUMBER = /^\s*[+-]?\d*$/;

/** `save SECONDS CHANGES …`. Redis before 7.0 ignores a line of any other number of words. */
export const savePoints = valueRule(
  { id: 'conf.save', what: 'save points are not pairs of seconds and changes', docs: CONFIG_DOCS },
  ({ name, values }, target) => {
    if (name !== 'save') return null;
    const strict = !isRedisBefore(target, '7.0');
    if (values.length === 1 && values[0] === '') return null;
    if (!strict && values.length !== 2) return null;
    const wrong = values.findIndex((value, index) => {
      if (strict && !NUMBER.test(value)) return true;
      const number = strict ? readLoosely(value) : readAsInt(value);
      return number < (index % 2 === 0 ? 1n : 0n);
    });
    if (wrong < 0 && values.length % 2 === 0) return null;
    return {
      message: t('save takes pairs of numbers: seconds (1 or more) and changes (0 or more)'),
      fix: t('Write such as save 900 1, or save "" for none.'),
      ...(wrong < 0 ? {} : { arg: wrong }),
    };
  },
);
