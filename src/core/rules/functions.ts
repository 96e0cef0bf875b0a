import { t } from '../model/t';
import { versionAtLeast } from '../model/profile';
import { MOVING } from './routesBy';
import { counted } from '../report/counted';
import { productName } from './rule';
import type { Rule } from './rule';

/** Function libraries exist since Redis 7. */
export const functions: Rule = {
  id: 'functions.support',
  severity: 'error',
  what: 'function libraries, which the target does not have',
  why: 'Clients that call them would fail.',
  docs: 'https://valkey.io/topics/functions-intro/',
  basis: 'measured',
  evaluate({ source, target }) {
    if (source.functionLibraries === null || source.functionLibraries === 0) return [];
    if (target.product === 'valkey' || versionAtLeast(target.version, '7.0')) return [];
    return [
      {
        severity: 'error',
        message: t(
          '{0} cannot be copied: {1} has no functions',
          counted(source.functionLibraries, 'function library'),
          productName(target),
        ),
        evidence: t('functions came with Redis 7.0'),
        fix: t('Choose a newer target, or turn the functions into scripts.'),
        blocks: MOVING,
      },
    ];
  },
};
