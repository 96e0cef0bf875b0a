import type { CheckView } from '../../src/bridge/checkView';
import type { EndpointPair } from '../../src/bridge/endpointPair';
import { factsTable } from './factsTable';
import { findingList } from './findingList';
import { kindsTable } from './kindsTable';
import { routeTable } from './routeTable';
import { verdict } from './verdict';

/** A check that came to its end, from the verdict to the figures: for whatever page shows it. */
export function checkContent(view: CheckView, pair: EndpointPair): HTMLElement[] {
  return [
    verdict(view),
    ...(pair.target === null ? [] : [routeTable(view), findingList(view)]),
    factsTable(view.facts, pair),
    kindsTable(view.kinds),
  ];
}
