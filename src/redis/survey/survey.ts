import type { ModuleFacts, ServerFacts } from '../../core/model/serverFacts';
import { versionAtLeast } from '../../core/model/profile';
import type { PartialProfile } from '../../core/model/partialProfile';
import type { Dial } from '../../core/dial';
import type { Lane, Reply } from '../lane';
import { parseInfo } from '../probe';
import type { ToldByInfo } from '../probe';
import { timeOf } from '../readClock';
import { readAccess } from './access';
import { readClients } from './clients';
import { callsOf, readCommands } from './commands';
import { memoryOf, persistenceOf } from './figures';
import { readReplication } from './replication';
import { figureOf, listOf, pairsOf, textOf } from './replies';
import { readSettings } from './settings';

type Known = Pick<PartialProfile, 'product' | 'version'>;

/**
 * Asks one server for its facts, by commands that only read; see ServerFacts. It is watched for half a second.
 * @param lane goes where `dial` says
 * @param told what INFO said a moment ago; null to ask for it
 * @throws Failure `connect.*` when the connection is lost; the signal's reason
 */
export async function survey(
  lane: Lane,
  { address, password, trust }: Dial,
  known: Known,
  told: ToldByInfo | null,
  signal: AbortSignal,
): Promise<ServerFacts> {
  const replicating = readReplication(lane, signal);
  // Its error is thrown when it is awaited; until then it must not count as unhandled.
  replicating.catch(() => undefined);
  const [stats, moduleLines, time, modules, libraries, slow, latency, info] = await lane.pipeline([
    ['INFO', 'commandstats'],
    ['INFO', 'modules'],
    ['TIME'],
    ['MODULE', 'LIST'],
    ['FUNCTION', 'LIST'],
    ['SLOWLOG', 'LEN'],
    ['LATENCY', 'LATEST'],
    ...(told === null ? [['INFO'] as const] : []),
  ]);
  const fields = told?.fields ?? fieldsOf(info) ?? new Map<string, string>();
  const credentials = [address.username, password, trust?.certificate];
  const access = await readAccess(
    lane,
    credentials.every((one) => one === undefined),
  );
  const settings = await readSettings(lane);
  const commands = await readCommands(lane);
  const clients = await readClients(lane, fields, settings);
  const now =
    (told === null ? timeOf(time) : told.now) ?? (figureOf(fields, 'server_time_usec') ?? NaN) / 1000;
  return {
    settings,
    tls: address.tls,
    access,
    commands,
    calls: callsOf(fieldsOf(stats)),
    replication: await replicating,
    persistence: persistenceOf(fields, Number.isNaN(now) ? null : now / 1000),
    memory: memoryOf(fields),
    clients,
    modules: listedModules(modules) ?? infoModules(moduleLines),
    libraries: libraryNames(libraries, known),
    cachedScripts: figureOf(fields, 'number_of_cached_scripts'),
    slowCommands: typeof slow === 'number' ? slow : null,
    latencyEvents: listOf(latency)?.flatMap((event) => textOf(listOf(event)?.[0]) ?? []) ?? null,
    cluster: null,
  };
}

function fieldsOf(reply: Reply | undefined): ReadonlyMap<string, string> | null {
  const text = textOf(reply);
  return text === null ? null : parseInfo(text);
}

function listedModules(reply: Reply | undefined): ModuleFacts[] | null {
  const modules = listOf(reply)?.flatMap((module) => {
    const told = pairsOf(module);
    const name = textOf(told?.get('name'));
    return name === null ? [] : [{ name, version: Number(told?.get('ver') ?? 0) }];
  });
  return modules ?? null;
}

/** Who may not use MODULE may be told by INFO: `module:name=vectorset,ver=1,…`. */
function infoModules(reply: Reply | undefined): ModuleFacts[] | null {
  const text = textOf(reply);
  if (text?.includes('# Modules') !== true) return null;
  return [...text.matchAll(/^module:name=([^,\r\n]*),ver=(\d+)/gm)].map(([, name = '', version]) => ({
    name,
    version: Number(version),
  }));
}

/** Functions came with Redis 7: before, there are none. */
function libraryNames(reply: Reply | undefined, { product, version }: Known): string[] | null {
  const names = listOf(reply)?.flatMap((library) => textOf(pairsOf(library)?.get('library_name')) ?? []);
  if (names !== undefined) return names.sort();
  return product === 'redis' && version !== null && !versionAtLeast(version, '7.0') ? [] : null;
}
