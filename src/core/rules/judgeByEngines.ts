import type { CheckReport, EngineFit } from '../model/checkReport';
import type { PlannedCache } from '../model/plannedCache';
import type { Product } from '../model/profile';
import type { RouteVerdict } from '../model/route';
import { offeredVersions } from '../plan/elasticacheEngines';
import type { FoundSource } from './found';
import { judge } from './judge';
import { plannedEnd } from './plannedEnd';

/** Rules that speak of the file alone, whatever the target. */
const OF_THE_FILE = new Set([
  'file.writer',
  'file.moment',
  'file.node',
  'file.tail',
  'file.expired',
  'file.unchecked',
]);

/** The report on a file without a target: what is so of the file itself, and what each engine version of ElastiCache makes of it. Pure. */
export function judgeByEngines(source: FoundSource): CheckReport {
  const reports = (['valkey', 'redis'] as const).flatMap((product) =>
    [...offeredVersions(product, 'elasticache')]
      .reverse()
      .map((version) => ({ product, version, report: judge(source, plannedEnd(nodesOf(product, version))) })),
  );
  const [newest] = reports;
  const alone = judge(source, null);
  return {
    ...alone,
    findings: [
      ...alone.findings,
      ...(newest?.report.findings ?? []).filter(({ rule }) => OF_THE_FILE.has(rule)),
    ],
    engines: reports.map(({ product, version, report }) => ({ product, version, ...fitOf(report) })),
  };
}

function fitOf({ routes, losses }: CheckReport): Omit<EngineFit, 'product' | 'version'> {
  const [copy, seed] = (['copy', 'seed-from-rdb'] as const).map((wanted) =>
    routes.find(({ route }) => route === wanted),
  );
  const unjudged: RouteVerdict = 'blocked';
  return {
    seed: seed?.verdict ?? unjudged,
    copy: copy?.verdict ?? unjudged,
    reasons: [...new Set([...(seed?.reasons ?? []), ...(copy?.reasons ?? [])])],
    losses,
  };
}

/** A node-based cache of which nothing else is decided. */
function nodesOf(product: Product, version: string): PlannedCache {
  return {
    kind: 'elasticache',
    product,
    version,
    shards: null,
    nodeType: null,
    region: null,
    databases: null,
    inTransitEncryption: null,
    atRestEncryption: null,
    multiAz: null,
    authenticates: null,
    sameNetwork: null,
  };
}
