import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

const MULTI_KEY = [
  ...[
    'mget',
    'mset',
    'msetnx',
    'rename',
    'renamenx',
    'copy',
    'smove',
    'rpoplpush',
    'brpoplpush',
    'lmove',
    'blmove',
  ],
  ...[
    'sinter',
    'sinterstore',
    'sintercard',
    'sunion',
    'sunionstore',
    'sdiff',
    'sdiffstore',
    'lmpop',
    'blmpop',
  ],
  ...[
    'zunion',
    'zunionstore',
    'zinter',
    'zinterstore',
    'zintercard',
    'zdiff',
    'zdiffstore',
    'zrangestore',
    'zmpop',
  ],
  ...['bitop', 'pfcount', 'pfmerge', 'georadius', 'georadiusbymember', 'geosearchstore', 'lcs', 'msetex'],
];

/** Commands that name several keys, which must then share a slot. */
export const clusterMultiKey: Rule = {
  id: 'cluster.multiKey',
  severity: 'warning',
  what: 'commands with several keys, used by clients of a source that becomes a cluster',
  why: 'In a cluster they fail with CROSSSLOT unless all their keys share a slot.',
  docs: valkeyTopic('cluster-spec'),
  basis: 'documented',
  evaluate(evidence) {
    const called = intoCluster(evidence) ? calledOf(evidence.facts.source, MULTI_KEY) : [];
    if (called.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'Clients use {0}, which fail in a cluster when their keys lie in different slots',
          listed(called.map(([name]) => name.toUpperCase())),
        ),
        evidence: callWords(called),
        fix: t(
          'Give keys that are used together one hash tag, {like this}, or split the commands in the application.',
        ),
      },
    ];
  },
};
