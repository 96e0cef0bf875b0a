import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';
import { knownEnd } from './checkpoint';
import type { Checkpoint, KnownEnd } from './checkpoint';
import { t } from '../model/t';
import { stored } from '../model/stored';
import type { DatabasePair } from '../plan/pairDatabases';
import { lackOf } from './lackOf';

/** What a run begins or goes on with. */
export interface GoOn extends Pick<Checkpoint, 'libraries' | 'scans' | 'notices'> {
  readonly ends: Pick<Checkpoint, 'source' | 'target'>;
  /** True when nothing holds of what was done before. */
  readonly anew: boolean;
}

/**
 * What to go on with, now that both ends were asked who they are. A target that was restarted may have lost what was
 * written last, or everything, and one that was emptied meanwhile has: all is copied to it again. A source that was restarted
 * is for its scans to find out.
 * @param checkpoint absent for a run that begins
 * @param pairs where its databases go
 * @throws Failure `run.otherServer`; `run.finished`
 */
export function goOn(
  checkpoint: Checkpoint | undefined,
  source: Profile,
  target: Profile,
  pairs: readonly DatabasePair[],
): GoOn {
  const ends = {
    source: knownEnd(source),
    target: { ...knownEnd(target), evictedKeys: target.evictedKeys },
  };
  const beginning = { ends, libraries: null, scans: [], notices: [], anew: true };
  if (checkpoint === undefined) return beginning;
  const what = t('Could not resume the run');
  if (checkpoint.state === 'finished') {
    throw new Failure('run.finished', {
      what,
      why: t('it was carried out to its end'),
      next: t('Start a new copy if there is more to copy.'),
    });
  }
  for (const [end, before, now] of [
    ['source', checkpoint.source, source],
    ['target', checkpoint.target, target],
  ] as const) {
    if (isAnother(before, now)) {
      throw new Failure('run.otherServer', {
        what,
        why:
          end === 'source'
            ? t(
                'the source is not the server that it was: {0} then, {1} now',
                describe(before),
                describe(now),
              )
            : t(
                'the target is not the server that it was: {0} then, {1} now',
                describe(before),
                describe(now),
              ),
        next: t('Start a new copy, or see that the address leads to the same server as before.'),
      });
    }
  }
  const { libraries, scans } = checkpoint;
  if (checkpoint.target.runId === target.runId && areSameNodes(checkpoint.target.nodes, target.nodes)) {
    const lack = lackOf(checkpoint, source, target, pairs);
    if (lack !== null) {
      const text = stored(
        'The target holds {0} keys of the {1} that this run had written to it: everything is copied again.',
        ...lack,
      );
      return { ...beginning, notices: [text] };
    }
    ends.target.evictedKeys = checkpoint.target.evictedKeys;
    return { ends, libraries, scans, notices: [], anew: false };
  }
  const notice =
    target.mode === 'cluster'
      ? stored(
          'A node of the target was restarted since the run was interrupted, or another server took its place, and may have lost keys by that: everything is copied again.',
        )
      : stored(
          'The target was restarted since the run was interrupted, or another server took its place, and may have lost keys by that: everything is copied again.',
        );
  return { ...beginning, notices: [notice] };
}

/**
 * Whether the masters of a cluster hold all that they held. One that is no master any more, while no other has become one,
 * gave its slots away, and their keys with them.
 */
function areSameNodes(before: Profile['nodes'] = {}, now: Profile['nodes'] = {}): boolean {
  const isNew = Object.keys(now).some((id) => before[id] === undefined);
  return Object.entries(before).every(([id, process]) => {
    const found = now[id];
    return found === undefined ? !isNew : found === process;
  });
}

/** A server that was restarted, perhaps as a newer version, is still the same; a cluster keeps its id. */
function isAnother(before: KnownEnd, now: Profile): boolean {
  if (before.product !== now.product || before.mode !== now.mode) return true;
  return now.mode === 'cluster' && before.runId !== now.runId;
}

function describe({ product, mode, runId }: KnownEnd): string {
  return mode === 'cluster'
    ? t('a {0} cluster ({1})', product, runId.replace('cluster:', '').slice(0, 8))
    : t('a {0} server', product);
}
