import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { CheckChoice } from '../../core/rules/check';
import type { CheckRdb } from '../../core/rules/checkRdb';
import { fileOf, plannedOf } from './checkEnd';
import { checkFilePair } from './checkFilePair';
import { checkPair } from './checkPair';
import type { CheckedPair, Checking } from './checkPair';
import type { Questions } from './questions';

/** Who checks what is no server. */
export interface CheckingAny extends Checking {
  readonly checkRdb: CheckRdb;
  readonly questions: () => Promise<Pick<Questions, 'readPlanned'>>;
}

/** Checks a server or an RDB file, for a server, for a cache that is yet to be created, or alone. Never throws. */
export async function lookAtEnds(
  world: CheckingAny,
  source: Endpoint,
  target: Endpoint | null,
  signal: AbortSignal,
  given: Pick<CheckChoice, 'names' | 'databases'>,
): Promise<CheckedPair> {
  const words = target === null ? null : plannedOf(target.id);
  const path = fileOf(source.id);
  const there = words === null ? target : null;
  try {
    const planned = words === null ? {} : { planned: (await world.questions()).readPlanned(words) };
    const how: CheckChoice = { ...given, ...planned };
    return path === null
      ? await checkPair(world, source, there, signal, how)
      : await checkFilePair(world, path, there, signal, how);
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, t('Could not check {0}', source.name)) };
  }
}
