import type { RunStatus } from '../../../core/model/run';
import type { VerifyResult } from '../../../core/model/verification';
import type { FinishedRun } from '../../desk/run';

/** How many events are kept: figures only, so that what is kept of a migration stays small. */
export const KEPT_EVENTS = 100;

/** Something that a migration did, as figures: no name of a key, no address. */
export interface HistoryEvent {
  readonly kind: 'copy' | 'rehearsal' | 'verification' | 'repair';
  /** A run's; null of a verification beside runs. */
  readonly runId: string | null;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  readonly endedAt: number;
  readonly status: RunStatus;
  /** Of a run; null of a verification. */
  readonly keys: { readonly scanned: number; readonly copied: number; readonly quarantined: number } | null;
  /** Of a verification, also one that belongs to a run; null where there was none, or it told nothing. */
  readonly compared: {
    readonly mode: VerifyResult['mode'];
    readonly keys: number;
    readonly differences: number;
    /** Keys and function libraries that were copied again. */
    readonly repaired: number;
    /** Keys that only the target held, and that were deleted; absent where none were. */
    readonly deleted?: number;
  } | null;
}

/** What a migration did, oldest first, and how many events before it are not kept any more. */
export interface History {
  readonly events: readonly HistoryEvent[];
  readonly earlier: number;
}

export const NO_HISTORY: History = { events: [], earlier: 0 };

/** With one event more. A run stands in it once, as it ended last: it may have been resumed. */
export function withEvent({ events, earlier }: History, event: HistoryEvent): History {
  const others = events.filter(({ runId }) => runId === null || runId !== event.runId);
  const all = [...others, event].sort((one, other) => one.begunAt - other.begunAt);
  const kept = all.slice(-KEPT_EVENTS);
  return { events: kept, earlier: earlier + all.length - kept.length };
}

/** A run that is over. */
export function runEvent({ id, startedAt, endedAt, result }: FinishedRun): HistoryEvent {
  const { scanned, copied, quarantined } = result.keys;
  return {
    kind: result.dryRun === true ? 'rehearsal' : 'copy',
    runId: id,
    begunAt: startedAt,
    // Those of older versions do not tell when they ended.
    endedAt: endedAt ?? startedAt + result.seconds * 1000,
    status: result.status,
    keys: { scanned, copied, quarantined },
    compared: result.verify === undefined ? null : comparedOf(result.verify),
  };
}

/** What came of a comparison. */
export function comparedOf({
  mode,
  keys,
  differencesTotal,
  repairedFunctions,
}: VerifyResult): HistoryEvent['compared'] {
  return {
    mode,
    keys: keys.compared,
    differences: differencesTotal,
    repaired: keys.repaired + repairedFunctions,
    ...((keys.deleted ?? 0) === 0 ? {} : { deleted: keys.deleted ?? 0 }),
  };
}

/** Proves what was kept, which may be of any version, or damaged: what is no event is left out. Never throws. */
export function readHistory(value: unknown): History {
  const { events, earlier } = recordOf(value);
  if (!Array.isArray(events)) return NO_HISTORY;
  const known = events.flatMap((event: unknown) => readEvent(event) ?? []).slice(-KEPT_EVENTS);
  return { events: known, earlier: isCount(earlier) ? earlier : 0 };
}

const KINDS = ['copy', 'rehearsal', 'verification', 'repair'] as const;
const STATUSES = ['done', 'incomplete', 'cancelled', 'failed'] as const;
const MODES = ['full', 'quick', 'sample'] as const;

function readEvent(value: unknown): HistoryEvent | null {
  const { runId, begunAt, endedAt, ...fields } = recordOf(value);
  const kind = KINDS.find((one) => one === fields['kind']);
  const status = STATUSES.find((one) => one === fields['status']);
  const keys = readKeys(fields['keys']);
  const compared = readCompared(fields['compared']);
  if (kind === undefined || status === undefined || keys === undefined || compared === undefined) return null;
  if (!isTime(begunAt) || !isTime(endedAt) || (runId !== null && typeof runId !== 'string')) return null;
  return { kind, runId, begunAt, endedAt, status, keys, compared };
}

function readKeys(value: unknown): HistoryEvent['keys'] | undefined {
  if (value === null) return null;
  const { scanned, copied, quarantined } = recordOf(value);
  return isCount(scanned) && isCount(copied) && isCount(quarantined)
    ? { scanned, copied, quarantined }
    : undefined;
}

function readCompared(value: unknown): HistoryEvent['compared'] | undefined {
  if (value === null) return null;
  const { keys, differences, repaired, deleted, ...fields } = recordOf(value);
  const mode = MODES.find((one) => one === fields['mode']);
  return mode !== undefined && isCount(keys) && isCount(differences) && isCount(repaired)
    ? { mode, keys, differences, repaired, ...(isCount(deleted) ? { deleted } : {}) }
    : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** What a date can hold. */
function isTime(value: unknown): value is number {
  return isCount(value) && value <= 8.64e15;
}
