import type { Finding } from '../model/finding';
import type { Plan, RoutePlan } from '../model/plan';
import { ROUTES } from '../model/route';
import type { Route } from '../model/route';
import { t } from '../model/t';
import { estimateRoute } from './estimate';
import type { Load } from './estimate';
import { routeSteps } from './routeSteps';
import type { Names } from './routeSteps';

const GB = 1e9;

/** What a route costs beside time, with the month in which that was read. */
function costOf(route: Route): string {
  switch (route) {
    case 'copy':
    case 'live-copy':
      return t(
        'Nothing beside the traffic between zones or regions; into a serverless cache every payload written counts as ECPUs (2026-11).',
      );
    case 'online-migration':
      return t('No charge of its own; traffic between zones or regions (2026-11).');
    case 'seed-from-rdb':
      return t('S3 storage and requests for the file while it is there (2026-11).');
    case 'snapshot-copy':
      return t('S3 storage, and traffic between the regions (2026-11).');
    case 'engine-upgrade':
      return t('No charge of its own; Valkey nodes cost about 20 % less than those of Redis OSS (2026-11).');
    case 'file-import':
      return t('Nothing beside where the file is kept (2026-11).');
  }
}

/**
 * Judges every route by the findings, and recommends one: pure. A route is blocked when a finding blocks it, else risky
 * when a finding makes it so. A blocked one is never recommended, a risky one only where none is ready, and an online
 * migration into a serverless cache not at all.
 */
export function planRoutes(findings: readonly Finding[], load: Load, names: Names): Plan {
  const routes = ROUTES.map((route): RoutePlan => {
    const blocking = rulesOf(findings, ({ blocks = [] }) => blocks.includes(route));
    const risking = rulesOf(findings, ({ risks = [] }) => risks.includes(route));
    return {
      route,
      verdict: blocking.length > 0 ? 'blocked' : risking.length > 0 ? 'risky' : 'ready',
      reasons: [...new Set([...blocking, ...risking])],
      steps: routeSteps(route, names),
      estimate: estimateRoute(route, load),
      cost: costOf(route),
    };
  });
  // Of an online migration into a serverless cache not all that AWS asks for was looked at: nobody is sent there.
  const advised =
    names.serverless === true ? routes.filter(({ route }) => route !== 'online-migration') : routes;
  return { routes, ...recommend(advised, load, names.file !== undefined) };
}

function rulesOf(findings: readonly Finding[], concerns: (finding: Finding) => boolean): string[] {
  return findings.filter(concerns).map(({ rule }) => rule);
}

function recommend(
  routes: readonly RoutePlan[],
  { bytes }: Load,
  fromFile: boolean,
): Pick<Plan, 'recommended' | 'because'> {
  for (const verdict of ['ready', 'risky'] as const) {
    for (const { route, because } of fromFile ? preferencesOfFile() : preferences(bytes)) {
      if (routes.some((one) => one.route === route && one.verdict === verdict)) {
        return {
          recommended: route,
          because:
            verdict === 'ready'
              ? because
              : t('{0} No route is without a risk; its reasons say which.', because),
        };
      }
    }
  }
  return { recommended: null, because: '' };
}

interface Preference {
  readonly route: Route;
  /** A whole sentence. */
  readonly because: string;
}

/** What is better comes first: nothing between the file and the target. */
function preferencesOfFile(): readonly Preference[] {
  return [
    { route: 'seed-from-rdb', because: t('The cache is created with what the file holds, as it is.') },
    { route: 'file-import', because: t('The target loads the file as it is, with nothing between the two.') },
    {
      route: 'copy',
      because: t(
        'A server that reads the file holds it for a while, and our copy from there converts what the target reads in another form.',
      ),
    },
  ];
}

/** What is better comes first: no data moved at all, then little downtime, unless there is so little that a copy is over at once. */
function preferences(bytes: number | null): readonly Preference[] {
  const copy = {
    route: 'copy',
    because: t('Our copy converts what the target reads in another form, and is proved.'),
  } as const;
  const upgrade = {
    route: 'engine-upgrade',
    because: t('The data stays where it is, and so do the endpoints.'),
  } as const;
  const live = {
    route: 'live-copy',
    because: t('Writes go on while the data is copied, until the switch.'),
  } as const;
  const online = {
    route: 'online-migration',
    because: t('Both ends speak the same format, and writes go on until the switch.'),
  } as const;
  const seed = {
    route: 'seed-from-rdb',
    because: t('A file is loaded faster than keys are copied, where writes can stop.'),
  } as const;
  const rest = [
    { route: 'snapshot-copy', because: t('A snapshot is carried by AWS alone.') },
    { route: 'file-import', because: t('It needs no line between the two.') },
  ] as const;
  if (bytes !== null && bytes < GB)
    return [
      upgrade,
      {
        ...copy,
        because: t(
          'It is little data, so that a copy is soon over; it converts what has to be, and is proved.',
        ),
      },
      live,
      online,
      seed,
      ...rest,
    ];
  return [upgrade, live, online, copy, seed, ...rest];
}
