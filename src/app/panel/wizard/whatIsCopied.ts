import type { RouteBody } from '../../../bridge/wizardView';
import { isPartial } from '../../../core/copy/plan';
import type { CheckReport } from '../../../core/model/checkReport';
import type { DatabasePair } from '../../../core/plan/pairDatabases';
import { formatCount } from '../../../core/report/format';
import { keyName } from '../../../core/report/keyName';
import { previewChoice } from '../../../core/sample/previewChoice';
import type { ChoicePreview } from '../../../core/sample/previewChoice';
import { counted } from '../../../core/report/counted';
import { t } from '../../../core/model/t';
import type { WizardState } from './wizardState';

/**
 * How many keys are chosen, and some of them by name: as far as the check's look at keys tells.
 * @param pairs see pairDatabases; or why nothing can be copied
 */
export function whatIsCopied(
  { migration, hideKeyNames }: WizardState,
  pairs: readonly DatabasePair[] | string,
  { profile, sample }: CheckReport,
): Pick<NonNullable<RouteBody['copy']>, 'what' | 'examples'> {
  if (typeof pairs === 'string') return { what: pairs, examples: [] };
  const { choice } = migration;
  const { keys: held } = profile.source;
  const preview = sample === null ? null : previewChoice(choice, pairs, sample);
  const examples = hideKeyNames ? [] : (preview?.examples ?? []).map(keyName);
  if (held === null) return { what: t('The source does not tell how many keys it holds'), examples };
  const all = pairs.reduce((sum, { keys }) => sum + keys, 0);
  const filtered = isPartial(choice) || (choice.exclude?.length ?? 0) > 0;
  if (!filtered) return { what: t('{0} of {1}', formatCount(all), counted(held, 'key')), examples };
  return { what: chosenText(preview ?? { keys: all, exact: true, atMost: true }, held), examples };
}

function chosenText(
  { keys, exact, atMost }: Pick<ChoicePreview, 'keys' | 'exact' | 'atMost'>,
  held: number,
): string {
  const of = counted(held, 'key');
  if (keys === 0 && !exact) return t('Hardly any of {0}: none of those looked at is chosen', of);
  if (exact) {
    return atMost
      ? t('At most {0} of {1}', formatCount(keys), of)
      : t('{0} of {1} are chosen', formatCount(keys), of);
  }
  return atMost
    ? t('At most about {0} of {1}', formatCount(keys), of)
    : t('About {0} of {1} are chosen', formatCount(keys), of);
}
