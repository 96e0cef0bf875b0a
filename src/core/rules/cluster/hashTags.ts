import { t } from '../../model/t';
import { calledOf } from '../calledOf';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import { counted } from '../../report/counted';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

const TOGETHER = [
  'mget',
  'mset',
  'msetnx',
  'rename',
  'smove',
  'sinter',
  'sunion',
  'exec',
  'eval',
  'evalsha',
  'fcall',
];

/** Which names would have to change. */
export const clusterHashTags: Rule = {
  id: 'cluster.hashTags',
  severity: 'info',
  what: 'prefixes of keys without hash tags, where keys are used together',
  why: 'Only keys with one hash tag are certain to share a slot.',
  docs: valkeyTopic('cluster-spec'),
  basis: 'documented',
  evaluate(evidence) {
    const { sample, facts } = evidence;
    if (!intoCluster(evidence) || sample === null || calledOf(facts.source, TOGETHER).length === 0) return [];
    const untagged = sample.prefixes.filter(({ count, tagged }) => tagged < count);
    if (untagged.length === 0) return [];
    const names = untagged.map(({ prefix }) => (prefix === '' ? t('names without a colon') : `${prefix}*`));
    return [
      {
        severity: 'info',
        message: t('Keys of {0} have no hash tag, so that they spread over all slots', listed(names, 5)),
        evidence: untagged
          .slice(0, 5)
          .map(({ prefix, count, tagged }) =>
            t('{0}*: {1} of {2} looked at', prefix, counted(count - tagged, 'key'), count),
          )
          .join(', '),
        fix: t(
          'See which of them are used together by one command, transaction or script; those need a hash tag in their names.',
        ),
      },
    ];
  },
};
