import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

const SCRIPTS = ['eval', 'evalsha', 'eval_ro', 'evalsha_ro', 'fcall', 'fcall_ro'];

/** Scripts name their keys, and those share a slot. */
export const clusterScripts: Rule = {
  id: 'cluster.scripts',
  severity: 'warning',
  what: 'Lua scripts or functions, used by clients of a source that becomes a cluster',
  why: 'A cluster runs a script on the node of the keys that it declares; keys that it makes up inside are refused.',
  docs: valkeyTopic('eval-intro'),
  basis: 'documented',
  evaluate(evidence) {
    const called = intoCluster(evidence) ? calledOf(evidence.facts.source, SCRIPTS) : [];
    if (called.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'Clients run scripts, which a cluster takes only when they declare all their keys and these share a slot',
        ),
        evidence: callWords(called),
        fix: t('Look at each script: every key in KEYS, all with one hash tag.'),
      },
    ];
  },
};
