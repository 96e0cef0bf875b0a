import { UNSEEN } from '../model/checkReport';
import { deploymentOf } from '../model/deployment';
import type { Address } from '../model/endpoint';
import { formatAddress } from '../model/endpoint';
import { isFailure } from '../model/failure';
import type { Failure } from '../model/failure';
import type { Finding } from '../model/finding';
import type { SampleBudget } from '../model/keySample';
import type { Look, PartialDatabase } from '../model/partialProfile';
import type { Rehearsal } from '../model/rehearsal';
import type { KeySink, KeySource } from '../ports';
import { kindsOf } from './found';
import type { FoundEnd, FoundSource } from './found';

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
  const unreadable = await refusal('access.read', () => source.checkReadable(signal));
  const facts = await source.facts(signal);
  const sample = unreadable.length > 0 ? null : await source.sampleKeys(budget, signal);
  const readable = unreadable.length === 0 && look.refused === null;
  const rehearsal = readable ? await rehearsing?.(source, look.profile.databases, signal) : undefined;
  return {
    ...endOf(look, address, unreadable),
    facts,
    kinds: kindsOf(sample),
    sample,
    ...(rehearsal === undefined ? {} : { rehearsal }),
  };
}

/** Looks at a server as the target of a migration. Writes nothing. @throws Failure when it cannot be reached or asked */
export async function lookAtTarget(
  target: KeySink,
  address: Address,
  signal: AbortSignal,
): Promise<FoundEnd> {
  const look = await target.look(signal);
  const unwritable = await refusal('access.write', () => target.checkWritable(signal));
  return { ...endOf(look, address, unwritable), facts: await target.facts(signal) };
}

function endOf(
  { profile, refused: failure }: Look,
  address: Address,
  refusals: readonly Finding[],
): Omit<FoundEnd, 'facts'> {
  const place = deploymentOf(address.host);
  return {
    profile,
    place,
    // Without INFO, or the nodes of a cluster, it is not known what the server is.
    refusals: failure === null ? refusals : [...refusals, refused(UNSEEN, failure)],
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
async function refusal(rule: string, ask: () => Promise<void>): Promise<Finding[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!isFailure(error) || !error.code.startsWith('server.')) throw error;
    return [refused(rule, error)];
  }
}

function refused(rule: string, { what, why, next }: Failure): Finding {
  const blocks = ['copy', 'live-copy'] as const;
  return { rule, severity: 'error', message: what, evidence: why, fix: next, docs: ACL_DOCS, blocks };
}

/** The first part of an ElastiCache name that is not a role: `master.orders.x1y2z3.use1.cache.amazonaws.com` is `orders`. */
function cacheIdOf(host: string): string | null {
  const [first, second] = host.split('.');
  const id = /^(master|replica|clustercfg)$/.test(first ?? '') ? second : first;
  return id ?? null;
}
