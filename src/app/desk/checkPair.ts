import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { CheckReport } from '../../core/model/checkReport';
import type { Server } from '../../core/ports';
import type { Check, CheckChoice } from '../../core/rules/check';
import { isOutOfReach } from './failureButtons';
import type { OpenEndpoint } from './openEndpoint';
import { neitherAnswers, oneIsSilent, silentEnds } from './silentEnds';
import { withPatience } from './withPatience';
import { t } from '../../core/model/t';

/** What a look at an endpoint or two found, or why there was none. `failedAt`: the end that could not be reached. */
export type CheckedPair =
  | { readonly kind: 'checked'; readonly report: CheckReport }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly failedAt?: Endpoint };

/** One that failed at an end. */
type FailedCheck = Extract<CheckedPair, { readonly kind: 'failed' }> & { readonly failedAt: Endpoint };

/** Who connects, and who checks. */
export interface Checking {
  readonly open: OpenEndpoint;
  readonly check: Check;
}

/** Connects to the source, and to the target if there is one, checks, hangs up. Never throws. */
export async function checkPair(
  world: Checking,
  source: Endpoint,
  target: Endpoint | null,
  signal: AbortSignal,
  how: CheckChoice = {},
): Promise<CheckedPair> {
  const servers: Server[] = [];
  const addresses = { source: source.address, target: target?.address ?? null };
  const who = target === null ? source.name : t('{0} and {1}', source.name, target.name);
  try {
    return await withPatience(who, signal, async (either) => {
      const [from, to] = await Promise.allSettled([
        world.open(source, either),
        target === null ? null : world.open(target, either),
      ]);
      for (const end of [from, to]) {
        if (end.status === 'fulfilled' && end.value !== null) servers.push(end.value);
      }
      if (either.aborted) throw new Error('aborted');
      if (from.status === 'rejected' && to.status === 'rejected' && target !== null) {
        return bothFailed(failed(from.reason, source), failed(to.reason, target), target);
      }
      if (from.status === 'rejected') return failed(from.reason, source);
      if (to.status === 'rejected') return failed(to.reason, target ?? source);
      return {
        kind: 'checked',
        report: await world.check(from.value, to.value, addresses, either, how),
      };
    });
  } catch (error) {
    const failure = toFailure(error, t('Could not look at {0}', who));
    if (!isOutOfReach(failure.code) || signal.aborted) return { kind: 'failed', failure };
    // Which of the two it is, is not told by who waited for both.
    const [silent, more] = await silentEnds(target === null ? [source] : [source, target], world.open);
    if (silent === undefined) return { kind: 'failed', failure };
    return {
      kind: 'failed',
      failure: more === undefined ? oneIsSilent(failure, silent) : neitherAnswers(failure, silent, more),
      failedAt: silent,
    };
  } finally {
    for (const server of servers) server.close();
  }
}

/** Where both are out of reach, whoever sees to the one is not to find the other so afterwards. */
function bothFailed(one: FailedCheck, other: FailedCheck, target: Endpoint): FailedCheck {
  if (!isOutOfReach(one.failure.code) || !isOutOfReach(other.failure.code)) return one;
  return { ...one, failure: neitherAnswers(one.failure, one.failedAt, target) };
}

function failed(reason: unknown, failedAt: Endpoint): FailedCheck {
  return {
    kind: 'failed',
    failure: toFailure(reason, t('Could not connect to {0}', failedAt.name)),
    failedAt,
  };
}
