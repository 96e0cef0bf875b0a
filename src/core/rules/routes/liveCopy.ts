import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A fact about this program, which a person who chooses a route has to know. */
export const liveCopy: Rule = {
  id: 'route.liveCopy',
  severity: 'info',
  what: 'staying in sync while the application writes, which this version cannot do',
  why: 'This version copies once: what is written to the source afterwards is not carried over.',
  docs: valkeyTopic('migration'),
  basis: 'documented',
  evaluate: ({ file }) =>
    file !== undefined
      ? []
      : [
          {
            severity: 'info',
            message: t('This version of the program copies once; it does not keep up with writes'),
            evidence: t('it has no live copy yet'),
            fix: t(
              'Stop writes before the copy, or copy, stop writes, and copy again with the policy "replace".',
            ),
            blocks: ['live-copy'],
          },
        ],
};
