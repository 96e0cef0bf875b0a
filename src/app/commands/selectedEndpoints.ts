import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { subjectOf } from './subjectOf';

/** The endpoints whose rows are selected, each once; none where a command was called for something else. */
export function selectedEndpoints({ endpoints }: Pick<Desk, 'endpoints'>, selected: unknown): Endpoint[] {
  const rows: readonly unknown[] = Array.isArray(selected) ? selected : [];
  const ids = new Set(rows.flatMap((row) => subjectOf(row) ?? []));
  return [...ids].flatMap((id) => endpoints.find(id) ?? []);
}
