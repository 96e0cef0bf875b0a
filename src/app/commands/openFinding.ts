import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import type { Node } from '../tree/node';
import { chooseEndpoint } from './chooseEndpoint';

/** Show Finding in Report: the page of the check that found it, at that finding. Called for an endpoint, at its first one. */
export async function openFinding(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(desk, argument, t('Whose findings do you want to see?'));
  if (endpoint === undefined) return;
  const given = (argument as Partial<Node> | undefined)?.finding;
  const state = desk.profiles.state(endpoint.id);
  const last = state.kind === 'ready' ? state.check : undefined;
  const target = given === undefined ? (last?.targetId ?? null) : given.target;
  desk.pages.openCheck({ source: endpoint.id, target }, given?.rule ?? last?.findings[0]?.rule);
}
