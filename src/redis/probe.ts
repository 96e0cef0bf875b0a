import { footerVersion } from '../core/rdb/footer';
import type { Failure } from '../core/model/failure';
import type { Look, PartialDatabase, PartialProfile } from '../core/model/partialProfile';
import type { DatabaseProfile, Mode, Product } from '../core/model/profile';
import { versionAtLeast } from '../core/model/profile';
import { t } from '../core/model/t';
import { readHello } from './hello';
import type { Command, Lane, Reply } from './lane';
import { isLoss } from './patience';
import { readClock, timeOf } from './readClock';
import type { ClockReading } from './readClock';
import { translate } from './translate';

/** What INFO told. */
export interface ToldByInfo {
  readonly fields: ReadonlyMap<string, string>;
  /** The server's clock at that time, in milliseconds since the epoch; null when it does not tell. */
  readonly now: number | null;
}

/** A look, and what INFO told in it; null where that is refused. */
export interface LookByInfo extends Look {
  readonly info: ToldByInfo | null;
}

/**
 * Looks at a server without changing anything on it. What the user may not ask for is left out, not guessed: where INFO is
 * refused, what only that tells.
 * @throws Failure `connect.*`, `server.busy` …
 */
export async function lookAt(lane: Lane, label: string): Promise<LookByInfo> {
  // Alone on the line, so that nothing is waited for but the time.
  const reading = readClock(lane);
  reading.catch(() => undefined);
  const [info, time, databases, policy, modules, functions] = await lane.pipeline([
    ['INFO'],
    ['TIME'],
    ['CONFIG', 'GET', 'databases'],
    ['CONFIG', 'GET', 'maxmemory-policy'],
    ['MODULE', 'LIST'],
    ['FUNCTION', 'DUMP'],
  ]);
  const limit = configValue(databases);
  const fields = Buffer.isBuffer(info) ? parseInfo(info.toString('utf8')) : null;
  const told = fields === null ? null : toldByInfo(fields);
  const refused = told === null ? translate(info, t('Could not ask {0} what it is', label)) : null;
  if (refused !== null && !isRefusal(refused)) throw refused;
  const known = told ?? (await toldWithoutInfo(lane));
  const version = Buffer.isBuffer(functions) ? footerVersion(functions) : null;
  return {
    refused,
    info: fields === null ? null : { fields, now: timeOf(time) },
    profile: {
      ...known,
      rdbVersion: version ?? (await dumpedRdbVersion(lane, known.databases)),
      databaseLimit: limit === null ? null : Number(limit),
      maxMemoryPolicy: configValue(policy) ?? known.maxMemoryPolicy,
      modules: moduleNames(modules),
      ...(await reading),
    },
  };
}

/** Keys of which one is read for the RDB version. */
const CANDIDATES = 20;

/** What INFO tells. */
type InfoPart = Omit<PartialProfile, 'rdbVersion' | 'databaseLimit' | 'modules' | keyof ClockReading>;

function toldByInfo(fields: ReadonlyMap<string, string>): InfoPart {
  const product: Product =
    fields.get('server_name') === 'valkey' || fields.has('valkey_version') ? 'valkey' : 'redis';
  const version = fields.get(product === 'valkey' ? 'valkey_version' : 'redis_version') ?? '0.0.0';
  const held = databasesOf(fields);
  // Zeros when it was never a replica, or when its history before counts no more.
  const replicationId = fields.get('master_replid')?.replace(/^0+$/, '') ?? '';
  const promotion = fields.get('master_replid2')?.replace(/^0+$/, '') ?? '';
  return {
    runId: fields.get('run_id') ?? '',
    product,
    version,
    mode: modeOf(fields) === 'cluster' ? 'cluster' : 'standalone',
    role: fields.get('role') === 'slave' ? 'replica' : 'primary',
    ...(replicationId === '' ? {} : { replicationId }),
    ...(promotion === '' ? {} : { promotion }),
    databases: held,
    keys: held.reduce((sum, { keys }) => sum + keys, 0),
    usedMemory: Number(fields.get('used_memory') ?? 0),
    evictedKeys: Number(fields.get('evicted_keys') ?? 0),
    maxMemory: Number(fields.get('maxmemory') ?? 0),
    maxMemoryPolicy: fields.get('maxmemory_policy') ?? null,
    functionLibraries: versionAtLeast(version, '7.0') ? Number(fields.get('number_of_libraries') ?? 0) : 0,
  };
}

/** What HELLO and DBSIZE tell: of a database other than the first, nothing. */
async function toldWithoutInfo(lane: Lane): Promise<InfoPart> {
  const [hello] = await lane.pipeline([['HELLO', '2']]);
  const size = await replyIn(lane, 0, ['DBSIZE']);
  const { product, version, mode, role } = readHello(hello);
  const keys = typeof size === 'number' ? size : 0;
  return {
    runId: '',
    product,
    version,
    mode: mode === 'cluster' ? 'cluster' : 'standalone',
    role,
    databases: keys === 0 ? [] : [{ index: 0, keys, expiring: null, hashesWithFieldTtl: null }],
    // Nobody tells what other databases hold.
    keys: null,
    usedMemory: null,
    evictedKeys: null,
    maxMemory: null,
    maxMemoryPolicy: null,
    functionLibraries: null,
  };
}

/** True for what a user may not do, and for a command that was renamed away. */
function isRefusal({ code }: Failure): boolean {
  return code === 'server.permission' || code === 'server.commandMissing';
}

/** The RDB version in the footer of some key's payload; null when there is no key or DUMP is not allowed. */
async function dumpedRdbVersion(lane: Lane, held: readonly PartialDatabase[]): Promise<number | null> {
  const [first] = held;
  if (first === undefined) return null;
  const key = await leastIdleKey(lane, first.index);
  if (key === null) return null;
  const [, payload] = await lane.pipelineIn(t('Could not ask'), first.index, [
    ['CLIENT', 'NO-TOUCH', 'ON'],
    ['DUMP', key],
    ['CLIENT', 'NO-TOUCH', 'OFF'],
  ]);
  return Buffer.isBuffer(payload) ? footerVersion(payload) : null;
}

/**
 * Some key. Before Redis 7.2 DUMP counts as a use of it, so of a few it is the one that was used last, whose idle time that changes
 * least: not at all on a server that is in use. null when there is none.
 */
async function leastIdleKey(lane: Lane, database: number): Promise<Buffer | null> {
  const first = await replyIn(lane, database, ['RANDOMKEY']);
  if (!Buffer.isBuffer(first)) return null;
  const others = await lane.pipelineIn(
    t('Could not ask'),
    database,
    Array.from({ length: CANDIDATES - 1 }, () => ['RANDOMKEY'] as const),
  );
  const keys = [first, ...others].filter((key) => Buffer.isBuffer(key));
  const idle = await lane.pipelineIn(
    t('Could not ask'),
    database,
    keys.map((key) => ['OBJECT', 'IDLETIME', key] as const),
  );
  let found = first;
  let least = Infinity;
  for (const [index, key] of keys.entries()) {
    const seconds = idle[index];
    if (typeof seconds !== 'number' || seconds >= least) continue;
    found = key;
    least = seconds;
  }
  return found;
}

/** An answer in one database; undefined where that may not be asked. @throws Failure `connect.*` */
async function replyIn(lane: Lane, database: number, command: Command): Promise<Reply | undefined> {
  try {
    const [reply] = await lane.pipelineIn(t('Could not ask'), database, [command]);
    return reply;
  } catch (error) {
    if (isLoss(error)) throw error;
    return undefined;
  }
}

/** INFO's `name:value` lines. */
export function parseInfo(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return fields;
}

/** Databases with data, from INFO keyspace: `db0:keys=3,expires=1,avg_ttl=0,subexpiry=1`. */
export function databasesOf(fields: ReadonlyMap<string, string>): DatabaseProfile[] {
  const databases: DatabaseProfile[] = [];
  for (const [name, value] of fields) {
    const index = /^db(\d+)$/.exec(name)?.[1];
    if (index === undefined) continue;
    const figures = new Map(
      value.split(',').map((part) => {
        const [figure = '', number = ''] = part.split('=');
        return [figure, Number(number)] as const;
      }),
    );
    databases.push({
      index: Number(index),
      keys: figures.get('keys') ?? 0,
      expiring: figures.get('expires') ?? 0,
      // Redis 7.4+ calls it subexpiry, Valkey 9+ keys_with_volatile_items.
      hashesWithFieldTtl: figures.get('subexpiry') ?? figures.get('keys_with_volatile_items') ?? null,
    });
  }
  return databases.sort((a, b) => a.index - b.index);
}

/** How INFO says that a server is arranged. */
export function modeOf(fields: ReadonlyMap<string, string>): Mode | 'sentinel' {
  const mode = fields.get('server_mode') ?? fields.get('redis_mode');
  return mode === 'cluster' || mode === 'sentinel' ? mode : 'standalone';
}

/** The value in CONFIG GET's reply for one setting; null when the server does not tell. */
export function configValue(reply: Reply | undefined): string | null {
  if (!Array.isArray(reply)) return null;
  const value: unknown = reply[1];
  return Buffer.isBuffer(value) ? value.toString('utf8') : null;
}

/** MODULE LIST gives each module as [name, <name>, ver, <number>, …]. */
function moduleNames(reply: Reply | undefined): string[] {
  if (!Array.isArray(reply)) return [];
  return (reply as readonly Reply[]).flatMap((module) => {
    const name: unknown = Array.isArray(module) ? module[1] : undefined;
    return Buffer.isBuffer(name) ? [name.toString('utf8')] : [];
  });
}
