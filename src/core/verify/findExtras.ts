import type { DatabasePair } from '../plan/pairDatabases';
import type { VerifyEvent, VerifyPlan, VerifyPorts } from './plan';
import type { VerifyTally } from './verifyTally';

/** Looks for keys of the target that the source has not. @throws Failure */
export async function* findExtras(
  plan: VerifyPlan,
  ports: VerifyPorts,
  pair: DatabasePair,
  tally: VerifyTally,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const request = { database: pair.target, ...(plan.match === undefined ? {} : { match: plan.match }) };
  for await (const names of ports.target.names(request, signal)) {
    const present = await ports.source.exist(pair.source, names, signal);
    const suspects = names.filter((_, index) => present[index] !== true);
    // A key may have been deleted on both sides between the two questions.
    const still = suspects.length === 0 ? [] : await ports.target.exist(pair.target, suspects, signal);
    for (const [index, key] of suspects.entries()) {
      if (still[index] === true) tally.extra(key, pair.target);
    }
    yield { kind: 'progress', progress: tally.progress() };
  }
}
