import { LARGE_ATTEMPTS, LARGE_PASSING, LARGE_TYPES } from '../largeValue';
import { isFailure } from '../model/failure';
import type { KeySink, KeySource, LargeOutcome } from '../ports';
import { stored } from '../model/stored';

/** Where large keys come from and go. */
export interface LargeCopy {
  readonly source: Pick<KeySource, 'openLarge'>;
  readonly sink: Pick<KeySink, 'writeLarge'>;
  /** The database of the target. */
  readonly database: number;
  readonly replace: boolean;
  /** See RestoreRequest. */
  readonly clockDifference?: number;
}

/** What became of a key. `unread`: it could not be read from the source, or not at rest. */
export type LargeCopied =
  | Exclude<LargeOutcome, { kind: 'changed' | 'interrupted' }>
  | { readonly kind: 'unread'; readonly reason: string };

/**
 * Copies a key part by part, again when it changed meanwhile.
 * @param from the database of the source
 * @throws Failure `connect.*`; the signal's reason
 */
export async function copyLarge(
  { source, sink, ...where }: LargeCopy,
  from: number,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<LargeCopied> {
  let doubtful = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const value = await source.openLarge(from, key, signal);
      if (value === null) return { kind: 'expired' };
      try {
        if (!LARGE_TYPES.includes(value.type)) {
          const reason = stored(
            'it is too large to be read in one piece, and values of the module type {0} come in no other way; a higher --big-key-bytes may help',
            value.type,
          );
          return { kind: 'unread', reason };
        }
        const outcome = await sink.writeLarge({ ...where, key, value }, signal);
        if (outcome.kind === 'interrupted') {
          doubtful ||= outcome.doubtful;
          // The target was waited for, which has its own end.
          attempt--;
          continue;
        }
        if (outcome.kind === 'exists' && doubtful) return { kind: 'exists', doubtful };
        if (outcome.kind !== 'changed') return outcome;
      } finally {
        value.close();
      }
      if (attempt === LARGE_ATTEMPTS) {
        const reason = stored(
          'it is too large to be read in one piece, and was changed each of {0} times that it was read; copy it when it is at rest, or raise --big-key-bytes',
          LARGE_ATTEMPTS,
        );
        return { kind: 'unread', reason };
      }
    } catch (error) {
      if (signal.aborted || !isFailure(error)) throw error;
      if (LARGE_PASSING.includes(error.code) && attempt < LARGE_ATTEMPTS) continue;
      if (error.code.startsWith('connect.')) throw error;
      return {
        kind: 'unread',
        reason: stored('it is too large to be copied in one piece. {0}: {1}', error.what, error.why),
      };
    }
  }
}
