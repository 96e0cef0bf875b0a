import { t } from '../../model/t';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** What the latency monitor has seen. */
export const latencyEvents: Rule = {
  id: 'safety.latencyEvents',
  severity: 'info',
  what: 'spikes of latency that the source has recorded',
  why: 'A fork or a slow disk that shows there shows again when a save or a full sync runs.',
  docs: valkeyTopic('latency-monitor'),
  basis: 'documented',
  evaluate({ facts }) {
    const events = facts.source?.latencyEvents ?? [];
    if (events.length === 0) return [];
    return [
      {
        severity: 'info',
        message: t('The source has recorded spikes of latency: {0}', listed(events)),
        evidence: t('LATENCY LATEST of the source'),
        command: { end: 'source', text: 'LATENCY DOCTOR' },
        fix: t('LATENCY DOCTOR says more; copy with an automatic pace.'),
      },
    ];
  },
};
