import { Failure } from '../model/failure';
import { nearestName } from '../conf/nearestName';
import type { PlannedCache } from '../model/plannedCache';
import { versionAtLeast } from '../model/profile';
import type { Product } from '../model/profile';
import { t } from '../model/t';
import { offeredVersion, offeredVersions } from './elasticacheEngines';
import { nodeFamilies, nodeTypeNamed, sizesOf } from './nodeTypes';
import { PLACE_SWITCHES } from './placeSwitches';

const MOST_SHARDS = 500;
const MOST_DATABASES = 10_000;
/** Of a serverless cache there is nothing to choose in these. */
const NOT_SERVERLESS = ['cluster', 'node', 'databases', 'tls', 'multi-az', 'at-rest'];

/**
 * Reads `valkey-8.2` or `redis-7.1`, and after commas what else is decided of the cache: `serverless`, `cluster=SHARDS`,
 * `node=TYPE`, `region=NAME`, `databases=N`, and `tls`, `auth`, `multi-az`, `at-rest`, `same-vpc`, each also with `no-`.
 * @throws Failure `usage`
 */
export function readPlannedCache(text: string): PlannedCache {
  const [engine = '', ...words] = text.split(',').map((word) => word.trim());
  const told = new Map<string, string>();
  for (const word of words) {
    const [name = '', value] = word.split(/=(.*)/s, 2);
    const plain = value === undefined ? name.replace(/^no-/, '') : name;
    if (told.has(plain)) throw unreadable(t('it says "{0}" twice', plain));
    told.set(plain, value ?? (plain === name ? 'yes' : 'no'));
  }
  const kind = told.get('serverless') === 'yes' ? 'serverless' : 'elasticache';
  const { product, version } = engineOf(engine, kind);
  requireKnown(told, kind);
  const shards = whole(told, 'cluster', MOST_SHARDS);
  const databases = whole(told, 'databases', MOST_DATABASES);
  if ((databases ?? 1) > 1 && shards !== null && !(product === 'valkey' && versionAtLeast(version, '9.0')))
    throw unreadable(t('a cluster of {0} has one database; several begin with valkey-9.0', engine));
  const decided = (name: keyof typeof PLACE_SWITCHES): boolean | null =>
    told.has(name) ? told.get(name) === 'yes' : null;
  if (kind === 'elasticache' && decided('auth') === true && decided('tls') === false)
    throw unreadable(
      t('ElastiCache asks for a password or a user only with in-transit encryption: auth goes with tls'),
    );
  return {
    kind,
    product,
    version,
    shards,
    nodeType: nodeOf(told.get('node')),
    region: regionOf(told.get('region')),
    databases,
    ...(kind === 'serverless'
      ? { inTransitEncryption: true, atRestEncryption: true, multiAz: true }
      : {
          inTransitEncryption: decided('tls') ?? (decided('auth') === true ? true : null),
          atRestEncryption: decided('at-rest'),
          multiAz: decided('multi-az'),
        }),
    authenticates: decided('auth'),
    sameNetwork: decided('same-vpc'),
  };
}

function engineOf(text: string, kind: PlannedCache['kind']): { product: Product; version: string } {
  const [, product = '', asked = ''] = /^(redis|valkey)-(.*)$/.exec(text.toLowerCase()) ?? [];
  if (product !== 'redis' && product !== 'valkey')
    throw unreadable(t('it does not begin with an engine and its version, such as valkey-8.2 or redis-7.1'));
  const version = offeredVersion(product, kind, asked);
  if (version === null) {
    const offered = offeredVersions(product, kind).join(', ');
    throw unreadable(
      kind === 'serverless'
        ? t('ElastiCache serverless has no such version: of {0} it has {1} (2026-11)', product, offered)
        : t('ElastiCache has no such version: of {0} it has {1} (2026-11)', product, offered),
    );
  }
  return { product, version };
}

function requireKnown(told: ReadonlyMap<string, string>, kind: PlannedCache['kind']): void {
  for (const [name, value] of told) {
    const takesValue = ['cluster', 'node', 'region', 'databases'].includes(name);
    const isSwitch = name in PLACE_SWITCHES || name === 'serverless';
    if (!takesValue && !isSwitch)
      throw unreadable(
        t(
          '{0}; beside the engine it takes serverless, cluster=SHARDS, node=TYPE, region=NAME, databases=N, and tls, auth, multi-az, at-rest, same-vpc, each also with no- before it',
          notUnderstood(name),
        ),
      );
    if (takesValue && (value === 'yes' || value === 'no' || value === ''))
      throw unreadable(t('"{0}" lacks its value, as in {1}', name, `${name}=${EXAMPLES[name] ?? '1'}`));
    if (isSwitch && value !== 'yes' && (value !== 'no' || name === 'serverless'))
      throw unreadable(t('"{0}" takes no value', name));
    if (kind === 'serverless' && NOT_SERVERLESS.includes(name))
      throw unreadable(t('"{0}" cannot be chosen of a serverless cache', name));
  }
}

const TAKEN = ['serverless', 'cluster', 'node', 'region', 'databases', ...Object.keys(PLACE_SWITCHES)];

/** Names a word as it was written; what does not look like one of ours is not repeated. */
function notUnderstood(name: string): string {
  const near = nearestName(name, TAKEN);
  if (name === '') return t('an empty word is not understood');
  if (!/^[a-z\d-]{1,20}$/i.test(name))
    return near === null
      ? t('one of its words is not understood')
      : t('one of its words is not understood (did you mean {0}?)', near);
  return near === null
    ? t('"{0}" is not understood', name)
    : t('"{0}" is not understood (did you mean {1}?)', name, near);
}

const EXAMPLES: Readonly<Record<string, string>> = {
  cluster: '3',
  node: 'cache.r7g.large',
  region: 'eu-west-1',
  databases: '16',
};

function whole(told: ReadonlyMap<string, string>, name: string, most: number): number | null {
  const value = told.get(name);
  if (value === undefined) return null;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw unreadable(t('"{0}" is not a number from 1 to {1}', name, most));
  return number;
}

function nodeOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (nodeTypeNamed(name) === null) {
    const unknown = /^[a-z\d.]{1,30}$/i.test(name)
      ? t('"{0}" is not known here', name)
      : t('its node type is not known here');
    const [, family = ''] = /^cache\.([^.]*)\./.exec(name) ?? [];
    const sizes = sizesOf(family);
    throw unreadable(
      sizes.length > 0
        ? t('{0}: sizes of {1} are {2}', unknown, family, sizes.join(', '))
        : t('{0}; known are cache.TYPE.SIZE of {1}', unknown, nodeFamilies().join(', ')),
    );
  }
  return name;
}

function regionOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(name))
    throw unreadable(t('its region is not a name such as eu-west-1'));
  return name;
}

function unreadable(why: string): Failure {
  return new Failure('usage', {
    what: t('Could not read which cache is planned'),
    why,
    next: t('Write it as valkey-8.2,node=cache.r7g.large,tls or valkey-8.2,serverless.'),
  });
}
