import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { CheckReport } from '../../core/model/finding';
import type { Profile } from '../../core/model/profile';
import type { Server } from '../../core/ports';
import { check } from '../../core/rules/check';
import type { OpenEndpoint } from './openEndpoint';
import { withPatience } from './withPatience';

/** What a look at both ends found, or why there was none. `failedAt`: the end that could not be reached. */
export type CheckedEnds =
  | { readonly kind: 'checked'; readonly report: CheckReport & { readonly target: Profile } }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly failedAt?: Endpoint };

/** Connects to both ends, checks the pair, hangs up. Never throws. */
export async function checkEnds(
  open: OpenEndpoint,
  source: Endpoint,
  target: Endpoint,
  signal: AbortSignal,
): Promise<CheckedEnds> {
  const servers: Server[] = [];
  const who = `${source.name} and ${target.name}`;
  try {
    return await withPatience(who, signal, async (either) => {
      const [from, to] = await Promise.allSettled([open(source, either), open(target, either)]);
      for (const end of [from, to]) if (end.status === 'fulfilled') servers.push(end.value);
      if (either.aborted) throw new Error('aborted');
      if (from.status === 'rejected') return failed(from.reason, source);
      if (to.status === 'rejected') return failed(to.reason, target);
      const report = await check(from.value, to.value, either);
      if (report.target === null) throw new Error('a check of two ends without a target');
      return { kind: 'checked', report: { ...report, target: report.target } };
    });
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, `Could not look at ${who}`) };
  } finally {
    for (const server of servers) server.close();
  }
}

function failed(reason: unknown, failedAt: Endpoint): CheckedEnds {
  return { kind: 'failed', failure: toFailure(reason, `Could not connect to ${failedAt.name}`), failedAt };
}
