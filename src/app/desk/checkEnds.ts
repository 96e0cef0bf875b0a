import type { Endpoint } from '../../core/model/endpoint';
import { UNSEEN } from '../../core/model/checkReport';
import type { WholeReport } from '../../core/model/checkReport';
import { Failure } from '../../core/model/failure';
import type { Finding } from '../../core/model/finding';
import type { SampleBudget } from '../../core/model/keySample';
import type { Profile } from '../../core/model/profile';
import type { DatabaseMapping } from '../../core/plan/pairDatabases';
import { checkPair } from './checkPair';
import type { CheckedPair, Checking } from './checkPair';

/** Someone waits for a question: it takes the check's page to look closer. */
const BUDGET: SampleBudget = { keys: 2000, seconds: 2, bytes: 1_000_000 };

/** As a CheckedPair, of two ends. */
export type CheckedEnds =
  | Extract<CheckedPair, { kind: 'failed' }>
  | {
      readonly kind: 'checked';
      readonly report: WholeReport & { readonly profile: { readonly target: Profile } };
    };

/**
 * Connects to both ends, checks the pair, hangs up. Never throws for what servers do.
 * @param databases see CheckChoice
 */
export async function checkEnds(
  world: Checking,
  source: Endpoint,
  target: Endpoint,
  signal: AbortSignal,
  databases?: readonly DatabaseMapping[],
): Promise<CheckedEnds> {
  const checked = await checkPair(world, source, target, signal, {
    budget: BUDGET,
    databases,
  });
  if (checked.kind === 'failed') return checked;
  const { report } = checked;
  const refused = report.findings.find(({ rule }) => rule === UNSEEN);
  if (refused !== undefined) return { kind: 'failed', failure: unseen(refused) };
  const { source: from, target: to } = (report as WholeReport).profile;
  if (to === null) throw new Error('a check of two ends without a target');
  return { kind: 'checked', report: { ...report, profile: { source: from, target: to } } };
}

/** A copy needs figures that only a whole profile has. */
function unseen({ message, evidence, fix }: Finding): Failure {
  return new Failure('server.permission', { what: message, why: evidence, next: fix });
}
