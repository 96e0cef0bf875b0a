import type { CheckView } from '../../src/bridge/checkView';
import type { EndpointPair } from '../../src/bridge/endpointPair';
import { factsTable } from './factsTable';
import { findingList } from './findingList';
import { keyCharts } from './keyCharts';
import { nodeTable } from './nodeTable';
import type { PageDesk } from './pageDesk';
import { routeTable } from './routeTable';
import { showFinding } from './showFinding';
import { verdict } from './verdict';

/** A check that came to its end, from the verdict to the figures: for whatever page shows it. */
export function checkContent(
  view: CheckView,
  pair: EndpointPair,
  changes: string | null,
  desk: PageDesk,
): HTMLElement[] {
  const findings = findingList(view, changes, desk);
  const routes = routeTable(
    view,
    (rule) => {
      showFinding(findings, rule);
    },
    desk,
  );
  return [
    verdict(view),
    ...(pair.target === null ? [] : [routes, findings]),
    keyCharts(view.keys),
    ...(view.nodes.length === 0 ? [] : [nodeTable(view.nodes)]),
    factsTable(view, pair),
  ];
}
