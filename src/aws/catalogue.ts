import type { Catalog, CatalogPage } from '../core/catalog';
import type { AwsScope } from '../core/model/awsScope';
import type { CloudCache } from '../core/model/cloudCache';
import { deploymentOfCache } from '../core/model/deployment';
import type { FoundCache } from '../core/model/foundCache';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';
import { Accounts } from './accounts';
import type { AwsSettings } from './accounts';
import { readConfigFiles } from './configFiles';
import { events, globalDatastores, snapshots } from './details';
import { merged } from './merged';
import { parameterGroup } from './parameterGroup';
import { scopeCaches } from './scopeCaches';

/** Regions that are listed at the same time: six is what people have, and each counts its requests for itself. */
const AT_ONCE = 6;

/** The catalogue of the AWS accounts that this machine can sign in to. Opening it asks nothing. */
export function openCatalogue(settings: AwsSettings = {}): Catalog {
  const accounts = new Accounts(settings);
  return {
    profiles: async () => (await readConfigFiles()).profiles,
    home,
    endpoint: async (scope) => (await accounts.of(scope)).endpoint,
    caches: (scopes, signal) => caches(accounts, scopes, signal),
    snapshots: (scope, of, signal) => snapshots(accounts, scope, of, signal),
    events: (scope, hours, of, signal) => events(accounts, scope, hours, of, signal),
    parameterGroup: (scope, name, signal) => parameterGroup(accounts, scope, name, signal),
    globalDatastores: (scope, signal) => globalDatastores(accounts, scope, signal),
    // Their clients are made ready when somebody first looks at a figure.
    figures: async (scope, of, signal) =>
      await (await import('./figures')).figures(accounts, scope, of, signal),
    alarms: async function* (scope, signal) {
      yield* (await import('./alarms')).alarms(accounts, scope, signal);
    },
    identity: async (scope, signal) => await (await import('./identity')).identity(accounts, scope, signal),
    forget: () => {
      accounts.forget();
    },
  };
}

/** See Catalog.caches. */
async function* caches(
  accounts: Accounts,
  scopes: readonly AwsScope[],
  signal: AbortSignal,
): AsyncGenerator<CatalogPage> {
  // What is under way when nobody reads on is cancelled.
  const reading = new AbortController();
  try {
    yield* merged(
      // A signal for each: that many requests at once would be too many listeners for one.
      scopes.map((scope) => () => scopeCaches(accounts, scope, AbortSignal.any([signal, reading.signal]))),
      AT_ONCE,
    );
  } finally {
    reading.abort();
  }
}

/** See Catalog.home. AWS's tools disagree on AWS_DEFAULT_REGION: it counts here, after AWS_REGION. */
async function home(): Promise<{ readonly profile: string | null; readonly region: string | null }> {
  const { AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const profile = [AWS_PROFILE].find(isSet) ?? null;
  const written = (await readConfigFiles()).profile(profile ?? 'default')['region'];
  return { profile, region: [AWS_REGION, AWS_DEFAULT_REGION, written].find(isSet) ?? null };
}

/**
 * See ListCaches. Serverless caches and clusters follow the replication groups; memcached is left out.
 * @throws Failure `aws.*`
 */
export async function listFrom(catalog: Catalog, signal: AbortSignal): Promise<readonly FoundCache[]> {
  const { profile, region } = await catalog.home();
  if (region === null) throw noRegion();
  const found: FoundCache[] = [];
  for await (const page of catalog.caches([{ profile, region }], signal)) {
    // Clusters of no group are few, and the permission to list them may be missing.
    if (page.kind === 'failed' && page.listing !== 'clusters') throw page.failure;
    if (page.kind === 'replication groups') found.push(...page.groups.map(toFound));
    if (page.kind === 'serverless') found.push(...page.caches.map(toFound));
    if (page.kind === 'clusters') found.push(...page.clusters.map(toFound));
  }
  return found.filter(({ engine }) => engine !== 'memcached');
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function toFound(cache: CloudCache): FoundCache {
  const { id, kind, engine, status, address } = cache;
  return { name: id, kind, engine, status, address, deployment: deploymentOfCache(cache) };
}

function noRegion(): Failure {
  return new Failure('aws.region', {
    what: t('Could not list the ElastiCache clusters'),
    why: t('no region is set'),
    next: t('Set AWS_REGION, or a region in the AWS profile, and reload the window.'),
  });
}
