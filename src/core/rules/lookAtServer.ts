import { UNSEEN } from '../model/checkReport';
import { deploymentOf } from '../model/deployment';
import type { Address } from '../model/endpoint';
import { formatAddress } from '../model/endpoint';
import { isFailure } from '../model/failure';
import type { Failure } from '../model/failure';
import type { Finding } from '../model/finding';
import type { KeySample, SampleBudget } from '../model/keySample';
import type { Look, PartialDatabase, PartialProfile } from '../model/partialProfile';
import { versionAtLeast } from '../model/profile';
import type { Rehearsal } from '../model/rehearsal';
import type { Route } from '../model/route';
import type { KeySink, KeySource } from '../ports';
import { kindsOf } from './found';
import type { FoundEnd, FoundSource } from './found';
import { BY_COPY, WITH_COPY } from './routesBy';

/** See rehearse. */
export type Rehearse = (
  source: KeySource,
  held: readonly PartialDatabase[],
  signal: AbortSignal,
) => Promise<Rehearsal>;

const ACL_DOCS = 'https://valkey.io/topics/acl/';

/**
 * Looks at a server as the source of a migration. Writes nothing.
 * @param budget what a look at its keys may cost
 * @param rehearsing measures how quickly its keys are read, where that is asked for
 * @throws Failure when it cannot be reached or asked
 */
export async function lookAtSource(
  source: KeySource,
  address: Address,
  budget: SampleBudget,
  signal: AbortSignal,
  rehearsing?: Rehearse,
): Promise<FoundSource> {
  const look = await source.look(signal);
  const { profile, refused: unseen } = look;
  const unreadable = await refusal('access.read', BY_COPY, () => source.checkReadable(signal));
  const unlisted = holdsLibraries(profile)
    ? await refusal('access.read', BY_COPY, () => source.libraries(signal))
    : [];
  const facts = await source.facts(signal);
  const { sample, unsampled } =
    unreadable.length > 0 ? { sample: null, unsampled: [] } : await sampled(source, budget, signal);
  const why = unreadable[0]?.evidence ?? unseen?.why;
  return {
    ...endOf(look, address, [...unreadable, ...unlisted, ...unsampled], WITH_COPY),
    facts,
    kinds: kindsOf(sample),
    sample,
    ...(rehearsing === undefined
      ? {}
      : why === undefined
        ? { rehearsal: await rehearsing(source, profile.databases, signal) }
        : { notRehearsed: why }),
  };
}

/** A look at the keys. Who may copy them need not have every right that it takes: then it is not known what they are. */
async function sampled(
  source: KeySource,
  budget: SampleBudget,
  signal: AbortSignal,
): Promise<{ readonly sample: KeySample | null; readonly unsampled: readonly Finding[] }> {
  try {
    return { sample: await source.sampleKeys(budget, signal), unsampled: [] };
  } catch (error) {
    if (!isFailure(error) || !LACKS.has(error.code)) throw error;
    const unsampled = { ...refused('access.sample', [], error), severity: 'warning' } as const;
    return { sample: null, unsampled: [unsampled] };
  }
}

/** What a user lacks, and no waiting mends. */
const LACKS: ReadonlySet<string> = new Set(['server.permission', 'server.commandMissing']);

/**
 * Looks at a server as the target of a migration. Writes nothing.
 * @param written routes on which this program writes to it
 * @throws Failure when it cannot be reached or asked
 */
export async function lookAtTarget(
  target: KeySink,
  address: Address,
  signal: AbortSignal,
  written: readonly Route[] = WITH_COPY,
): Promise<FoundEnd> {
  const look = await target.look(signal);
  const unwritable = await refusal('access.write', written, () => target.checkWritable(signal));
  return { ...endOf(look, address, unwritable, written), facts: await target.facts(signal) };
}

/**
 * The target as it was found, with its refusal to take the source's function libraries, if there are any. Writes nothing.
 * @param written see lookAtTarget
 * @throws Failure when it cannot be reached
 */
export async function lookAtLoading(
  found: FoundEnd,
  target: KeySink,
  source: FoundEnd,
  signal: AbortSignal,
  written: readonly Route[] = WITH_COPY,
): Promise<FoundEnd> {
  const { product, version } = found.profile;
  // A rule tells of one that has no functions at all.
  const older = product === 'redis' && version !== null && !versionAtLeast(version, '7.0');
  if (older || !holdsLibraries(source.profile)) return found;
  const unloadable = await refusal('access.write', written, () => target.checkLoadable(signal));
  return { ...found, refusals: [...found.refusals, ...unloadable] };
}

function holdsLibraries({ functionLibraries }: PartialProfile): boolean {
  return functionLibraries !== null && functionLibraries > 0;
}

function endOf(
  { profile, refused: failure }: Look,
  address: Address,
  refusals: readonly Finding[],
  unseenBlocks: readonly Route[],
): Omit<FoundEnd, 'facts'> {
  const place = deploymentOf(address.host);
  return {
    profile,
    place,
    // Without INFO, or the nodes of a cluster, it is not known what the server is.
    refusals: failure === null ? refusals : [...refusals, refused(UNSEEN, unseenBlocks, failure)],
    name: {
      url: formatAddress(address),
      host: address.host,
      port: address.port,
      cacheId: place.kind === 'self-managed' ? null : cacheIdOf(address.host),
    },
    ...(address.database === undefined ? {} : { database: address.database }),
  };
}

/** What a server refuses us, as a finding. @throws Failure when it is not a refusal but a lost connection. */
async function refusal(
  rule: string,
  blocks: readonly Route[],
  ask: () => Promise<unknown>,
): Promise<Finding[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!isFailure(error) || !error.code.startsWith('server.')) throw error;
    return [refused(rule, blocks, error)];
  }
}

function refused(rule: string, blocks: readonly Route[], { what, why, next }: Failure): Finding {
  return { rule, severity: 'error', message: what, evidence: why, fix: next, docs: ACL_DOCS, blocks };
}

/** The first part of an ElastiCache name that is not a role: `master.orders.x1y2z3.use1.cache.amazonaws.com` is `orders`. */
function cacheIdOf(host: string): string | null {
  const [first, second] = host.split('.');
  const id = /^(master|replica|clustercfg)$/.test(first ?? '') ? second : first;
  return id ?? null;
}
