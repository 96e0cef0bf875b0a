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
    const names = untagged.map(({ prefix }) => (prefix === '' ? 'names without a colon' : `${prefix}*`));
    return [
      {
        severity: 'info',
        message: `Keys of ${listed(names, 5)} have no hash tag, so that they spread over all slots`,
        evidence: untagged
          .slice(0, 5)
          .map(
            ({ prefix, count, tagged }) =>
              `${prefix}*: ${counted(count - tagged, 'key')} of ${String(count)} looked at`,
          )
          .join(', '),
        fix: 'See which of them are used together by one command, transaction or script; those need a hash tag in their names.',
      },
    ];
  },
};
