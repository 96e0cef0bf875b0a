import type { LabelledRow } from '../../../src/bridge/wizardView';
import { make } from '../make';

/** Lines of a label and what it says. */
export function labelledRows(rows: readonly LabelledRow[]): HTMLElement {
  return make(
    'dl',
    { class: 'rows' },
    ...rows.flatMap(({ label, value }) => [make('dt', {}, label), make('dd', {}, value)]),
  );
}
