import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { CheckChoice } from '../../core/rules/check';
import type { CheckRdb } from '../../core/rules/checkRdb';
import type { CheckedPair } from './checkPair';
import type { OpenEndpoint } from './openEndpoint';

/** Reads an RDB file, connects to the target if there is one, checks, hangs up. Never throws. */
export async function checkFilePair(
  world: { readonly open: OpenEndpoint; readonly checkRdb: CheckRdb },
  path: string,
  target: Endpoint | null,
  signal: AbortSignal,
  how: CheckChoice,
): Promise<CheckedPair> {
  let server;
  try {
    server = target === null ? null : await world.open(target, signal);
  } catch (error) {
    const what = t('Could not connect to {0}', target?.name ?? '');
    return {
      kind: 'failed',
      failure: toFailure(error, what),
      ...(target === null ? {} : { failedAt: target }),
    };
  }
  try {
    const to = server === null || target === null ? null : { server, address: target.address };
    return { kind: 'checked', report: await world.checkRdb(path, to, signal, how) };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, t('Could not look at {0}', path)) };
  } finally {
    server?.close();
  }
}
