import type { RouteReason } from '../../bridge/checkView';
import type { Finding } from '../../core/model/finding';
import type { RoutePlan } from '../../core/model/plan';

/** What a route's verdict rests on: what closes it where it is closed, else all that puts it at risk. */
export function routeReasons(
  { route, verdict, reasons }: RoutePlan,
  findings: readonly Finding[],
): RouteReason[] {
  return reasons.flatMap((rule) => {
    const found = findings.find((finding) => finding.rule === rule);
    if (verdict === 'blocked' && found?.blocks?.includes(route) !== true) return [];
    return [{ rule, message: found?.message ?? rule }];
  });
}
