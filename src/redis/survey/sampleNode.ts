import { setTimeout as sleep } from 'node:timers/promises';
import type { KeySample, SampleBudget } from '../../core/model/keySample';
import type { DatabaseProfile } from '../../core/model/profile';
import { t } from '../../core/model/t';
import { SampleTally } from '../../core/sample/sampleTally';
import type { SampleEnd } from '../../core/sample/sampleTally';
import { endOf, shareOut } from '../../core/sample/shareOut';
import type { Lane } from '../lane';
import { scanPages } from '../scan';
import { Calm } from '../../core/sample/calm';
import { KeyQuestions } from './keyQuestions';

/** A server, or a node of a cluster, whose keys are looked at. */
export interface SampledNode {
  readonly control: Lane;
  readonly label: string;
  databases(): Promise<readonly Pick<DatabaseProfile, 'index' | 'keys'>[]>;
  /** Milliseconds that it takes to answer. */
  latency(): Promise<number>;
}

/** A sample of a server that stands alone. @throws Failure; the signal's reason */
export async function sampleAlone(
  node: SampledNode,
  budget: SampleBudget,
  signal: AbortSignal,
): Promise<KeySample> {
  const tally = new SampleTally();
  return tally.sample(await sampleNode(node, tally, budget, signal));
}

/**
 * Looks at keys of each database, by commands that do not count as a use of them; see KeySource.sampleKeys.
 * @param tally gets what is found
 * @returns how it ended
 * @throws Failure; the signal's reason
 */
export async function sampleNode(
  node: SampledNode,
  tally: SampleTally,
  budget: SampleBudget,
  signal: AbortSignal,
): Promise<SampleEnd> {
  const { control: lane, label } = node;
  const databases = await node.databases();
  const questions = await KeyQuestions.open(lane, t('Could not look at the keys of {0}', label));
  const calm = await Calm.learn({
    // Who may not even ask it that can only go on.
    latency: () => node.latency().catch(() => 0),
    sleep: (milliseconds) => sleep(milliseconds, undefined, { signal }),
  });
  const held = databases.map(({ keys }) => keys);
  const shares = shareOut(budget, held, true);
  const ends: SampleEnd[] = [];
  for (const [place, { index }] of databases.entries()) {
    const share = shares[place];
    if (share !== undefined) ends.push(await sampleDatabase(index, share));
    if (ends.at(-1) === 'latency') break;
  }
  return endOf(ends);

  async function sampleDatabase(database: number, share: SampleBudget): Promise<SampleEnd> {
    const began = performance.now();
    let left = share.keys;
    let bytes = 0;
    for await (const page of scanPages(lane, { database, label }, signal)) {
      signal.throwIfAborted();
      if (left <= 0) return 'keys';
      if (bytes >= share.bytes) return 'bytes';
      if (performance.now() - began >= share.seconds * 1000) return 'seconds';
      const keys = page.keys.slice(0, left);
      bytes += await questions.ask(database, keys, tally);
      left -= keys.length;
      if (keys.length < page.keys.length) return 'keys';
      if (page.cursor !== '0' && !(await calm.settled())) return 'latency';
    }
    signal.throwIfAborted();
    return 'end';
  }
}
