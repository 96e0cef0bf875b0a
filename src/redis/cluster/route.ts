import type { Failure } from '../../core/model/failure';
import { isFailure } from '../../core/model/failure';
import type { NodeServer } from '../nodeServer';
import { isPassingInCluster } from '../patience';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';
import type { Redirect } from './redirect';
import type { Place } from './topology';

/** Keys for one node; `asking` when their slots are only on their way to it. */
export interface Group {
  readonly node: NodeServer;
  readonly place: Place;
  readonly positions: readonly number[];
  readonly asking: boolean;
}

/** Work on keys that finds its way to their nodes. */
export interface Routed {
  /** The slot of each key. */
  readonly slots: ArrayLike<number>;
  /** Which of them to work on. */
  readonly positions: Iterable<number>;
  /** What could not be done. */
  readonly what: string;
  /** Told of keys whose connection ended before it was known what became of them; they are worked on again. */
  readonly onDoubt?: (positions: readonly number[]) => void;
  /** Told of keys that are given up after long waiting. Without it the failure is thrown. */
  readonly onGivenUp?: (positions: readonly number[], failure: Failure) => void;
  /** Does the work, and tells which keys were sent elsewhere. */
  readonly work: (group: Group) => Promise<ReadonlyMap<number, Redirect>>;
}

interface Errand {
  readonly position: number;
  readonly ask?: Place;
}

/**
 * Has every key worked on by the node that serves it: follows redirects, and waits while a slot has no master.
 * @throws Failure of the last attempt, when nothing came forward for as long as one is to be patient
 */
export async function route(pool: NodePool, routed: Routed, signal: AbortSignal): Promise<void> {
  const { slots, what } = routed;
  const { patience } = pool;
  let errands: Errand[] = [...routed.positions].map((position) => ({ position }));
  while (errands.length > 0) {
    const groups = new Map<string, { place: Place; asking: boolean; positions: number[] }>();
    const homeless: Errand[] = [];
    for (const errand of errands) {
      const place = errand.ask ?? pool.topology.owners[slots[errand.position] ?? 0];
      if (place === undefined) {
        homeless.push(errand);
        continue;
      }
      const key = `${placeKey(place)}${errand.ask === undefined ? '' : ' asking'}`;
      const group = groups.get(key);
      if (group === undefined)
        groups.set(key, { place, asking: errand.ask !== undefined, positions: [errand.position] });
      else group.positions.push(errand.position);
    }
    const outcomes = await Promise.all([...groups.values()].map((group) => attempt(pool, routed, group)));
    const left = [...homeless, ...outcomes.flatMap((outcome) => outcome.left)];
    if (left.length < errands.length) patience.progress();
    if (left.length === 0) return;
    const failure =
      outcomes.find(({ error }) => error !== undefined)?.error ?? pool.unserved(what, homeless.length);
    const wait = left.length === errands.length || outcomes.some(({ later }) => later);
    errands = left;
    try {
      if (wait) await patience.wait(failure, signal);
    } catch (error) {
      if (routed.onGivenUp === undefined) throw error;
      // Also when it is aborted: what was done before is to be counted.
      routed.onGivenUp(
        left.map(({ position }) => position),
        isFailure(error) ? error : failure,
      );
      return;
    }
    signal.throwIfAborted();
    if (homeless.length > 0 || outcomes.some(({ stale }) => stale)) {
      // The next round tells whether it helped.
      await pool.refresh().catch(() => undefined);
    }
  }
}

interface Outcome {
  readonly left: readonly Errand[];
  readonly error?: Failure;
  /** The topology is not what it was. */
  readonly stale: boolean;
  /** Some keys can only be tried again after a while. */
  readonly later: boolean;
}

async function attempt(
  pool: NodePool,
  { slots, work, onDoubt }: Routed,
  group: { readonly place: Place; readonly asking: boolean; readonly positions: readonly number[] },
): Promise<Outcome> {
  const { place, positions } = group;
  let node: NodeServer | undefined;
  try {
    node = await pool.node(place);
    const left: Errand[] = [];
    let stale = false;
    let later = false;
    let failure: Failure | undefined;
    for (const [position, redirect] of await work({ ...group, node })) {
      if (redirect.kind === 'wait') {
        stale = later = true;
        failure ??= redirect.failure;
        left.push({ position });
        continue;
      }
      const to = pool.placeOf(redirect, place);
      if (redirect.kind === 'ask') left.push({ position, ask: to });
      else {
        stale = true;
        pool.moved(slots[position] ?? redirect.slot, to);
        left.push({ position });
      }
    }
    return { left, stale, later, ...(failure === undefined ? {} : { error: failure }) };
  } catch (error) {
    if (!isPassingInCluster(error)) throw error;
    if (node !== undefined) {
      await pool.drop(place, node);
      onDoubt?.(positions);
    }
    return { left: positions.map((position) => ({ position })), error, stale: true, later: true };
  }
}
