import { strict as assert } from 'node:assert';
import threads from 'node:worker_threads';
import { Redis } from 'ioredis';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS, VIEWS } from '../../src/app/ids';
import { runFolder } from '../../src/node/runFolder';
import { unfinishedRuns } from '../../src/node/unfinishedRuns';
import { compareDatasets } from '../lab/dataset/compareDatasets';
import { readDataset } from '../lab/dataset/readDataset';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_MODEST_KEYS, HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { setSetting } from './setSetting';
import { rowsOf, rowWith } from './shownTree';
import type { ShownRow } from './shownTree';
import { until } from './until';

/** Slow enough to be interrupted while most of it is still to be done, also where whoever interrupts is late. */
const KEYS_PER_SECOND = 1_500;
const WHOLE_MS = 110_000;
const COPIED = new RegExp(
  `^Copied ${HOST_MODEST_KEYS.toLocaleString('en-US')} keys from \\S+ to orders-valkey`,
);

describe('a copy that was interrupted', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let source: Redis;
  let target: Redis;

  beforeEach(async () => {
    source = new Redis(hostUrl('modest'), { password: HOST_PASSWORD });
    target = new Redis(hostUrl('target'));
    await target.flushall();
    await setSetting(SETTINGS.rateKeys, KEYS_PER_SECOND);
    extension = await loadExtension();
    answers = new Answers();
    answers.next(hostUrl('modest'), 'orders', '', HOST_PASSWORD, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'orders-valkey', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
    source.disconnect();
    target.disconnect();
    await setSetting(SETTINGS.rateKeys, undefined);
  });

  /** Begins a copy, and comes back once it is well under way, and that is kept: a thread that dies keeps nothing more. */
  const begin = async (): Promise<{ row: ShownRow; copying: PromiseLike<unknown> }> => {
    answers.next('orders', 'orders-valkey', 'Replace');
    answers.press(/^Copy orders into/, 'Copy');
    const copying = vscode.commands.executeCommand(COMMANDS.copyData);
    const row = await rowWith(
      extension,
      VIEWS.migrations,
      ({ context, description }) => context === 'run.running' && /^[2-9]\d %/.test(description),
    );
    const runs = unfinishedRuns(runFolder({ XDG_STATE_HOME: extension.stateHome }));
    await until(
      async () => (await runs.list()).some(({ keys }) => keys.copied >= 1_000),
      () => 'not kept yet',
    );
    return { row, copying };
  };

  const assertEqualData = async (): Promise<void> => {
    const expected = await readDataset(source);
    // Valkey 8.1 has no field TTLs, which the closing message says.
    const differences = compareDatasets(expected, await readDataset(target), { ignoreFieldTtl: 'all' });
    assert.deepEqual(differences.slice(0, 3), []);
    assert.equal(expected.size, HOST_MODEST_KEYS);
  };

  it(
    'by the end of its window is offered in the next, goes on there, and not twice at once',
    async () => {
      const { copying } = await begin();
      await extension.dispose();
      await copying;
      extension = await loadExtension('kept', extension);
      const { text, buttons } = await answers.message(/was interrupted/);
      assert.match(
        text,
        /^The copy of orders into orders-valkey was interrupted\. At least [\d,]+ keys had been copied\.$/,
      );
      assert.deepEqual(buttons, ['Resume', 'Show Run']);
      const row = await rowWith(extension, VIEWS.migrations, ({ context }) => context === 'run.interrupted');
      assert.equal(row.label, 'orders → orders-valkey');
      assert.match(row.description, /^interrupted · at least [1-5],\d{3} keys copied · /);
      assert.ok(row.children.some(({ label }) => label === 'Interrupted'));

      const resuming = vscode.commands.executeCommand(COMMANDS.resumeRun, row.element);
      await rowWith(extension, VIEWS.migrations, ({ context }) => context === 'run.running');
      await vscode.commands.executeCommand(COMMANDS.resumeRun, row.element);
      await answers.message(/^orders is being copied into orders-valkey already\.$/);
      await resuming;
      await answers.message(COPIED);
      await assertEqualData();
      const [done, ...others] = await rowsOf(extension, VIEWS.migrations);
      assert.equal(done?.id, row.id);
      assert.match(done.context, /^run\.(done|incomplete)$/);
      assert.deepEqual(others, []);

      // What was told is not told again, and a run that is done is not offered.
      const told = answers.messages.length;
      await extension.dispose();
      extension = await loadExtension('kept', extension);
      await vscode.commands.executeCommand(COMMANDS.resumeRun);
      assert.deepEqual(
        answers.messages.slice(told).map((message) => message.text),
        ['No run is paused, and none was interrupted.'],
      );
    },
    WHOLE_MS,
  );

  it(
    'because its thread died goes on, with the right password, also when the endpoint is gone',
    async () => {
      const spied = spyOnThreads();
      const { copying } = await begin();
      spied.restore();
      await spied.last().terminate();
      await copying;
      const died = await answers.message(/^Could not go on copying: its thread ended/);
      assert.deepEqual(died.buttons, ['Resume', 'Show Log']);
      const [row] = await rowsOf(extension, VIEWS.migrations);
      assert.equal(row?.context, 'run.resumable');
      assert.match(row.description, /^failed · [\d,]+ keys copied · can be resumed$/);

      const [key] = [...extension.secrets].find(([, secret]) => secret === HOST_PASSWORD) ?? [];
      extension.secrets.set(key ?? '', 'another');
      await vscode.commands.executeCommand(COMMANDS.resumeRun, row.element);
      const refused = await answers.message(/refused the user name or the password/);
      assert.deepEqual(refused.buttons, ['Edit Endpoint', 'Resume', 'Show Log']);
      const [still] = await rowsOf(extension, VIEWS.migrations);
      assert.equal(still?.context, 'run.resumable');
      assert.match(still.description, /^failed · [1-5],\d{3} keys copied · can be resumed$/);

      const endpoint = await rowWith(extension, VIEWS.endpoints, ({ label }) => label === 'orders');
      answers.press(/^Remove orders/, 'Remove');
      await vscode.commands.executeCommand(COMMANDS.removeEndpoint, endpoint.element);
      answers.asked.length = 0;
      answers.next(HOST_PASSWORD);
      await vscode.commands.executeCommand(COMMANDS.resumeRun, row.element);
      assert.deepEqual(answers.asked, ['Resume Run']);
      await answers.message(COPIED);
      await assertEqualData();
      const seen = JSON.stringify([[...extension.stored], answers.messages, extension.logged]);
      assert.ok(!seen.includes(HOST_PASSWORD));
    },
    WHOLE_MS,
  );

  it('by its user can be discarded, and is not resumed then', async () => {
    const { row, copying } = await begin();
    await vscode.commands.executeCommand(COMMANDS.cancelRun, row.element);
    await copying;
    const stopped = await answers.message(/^Stopped\./);
    assert.deepEqual(stopped.buttons, ['Resume', 'Open Report']);
    // Whoever wants to begin anew is told, and may leave it.
    answers.messages.length = 0;
    answers.next('orders', 'orders-valkey', 'Replace');
    await vscode.commands.executeCommand(COMMANDS.copyData);
    const question = await answers.message(/^Copy orders into/);
    assert.match(
      question.detail,
      /A copy of these two was interrupted\. Resume Run goes on with it instead\.$/,
    );
    answers.press(/^Discard the interrupted copy orders → orders-valkey\?$/, 'Discard');
    await vscode.commands.executeCommand(COMMANDS.discardRun, row.element);
    const { detail } = await answers.message(/^Discard/);
    assert.match(
      detail,
      /^It cannot be resumed then\. What it copied, [\d,]+ keys or more, stays in orders-valkey\.$/,
    );
    const [left] = await rowsOf(extension, VIEWS.migrations);
    assert.equal(left?.context, 'run.cancelled');
    await vscode.commands.executeCommand(COMMANDS.resumeRun, row.element);
    await answers.message(/^Could not resume the run: nothing is kept of it any more/);
  });

  it(
    'stays in the list after a later one was completed, and is resumed only by who means it',
    async () => {
      const { row, copying } = await begin();
      await vscode.commands.executeCommand(COMMANDS.cancelRun, row.element);
      await copying;
      await setSetting(SETTINGS.rateKeys, undefined);
      answers.next('orders', 'orders-valkey', 'Replace');
      answers.press(/^Copy orders into/, 'Copy');
      await vscode.commands.executeCommand(COMMANDS.copyData);
      await answers.message(COPIED);
      const left = await rowWith(extension, VIEWS.migrations, ({ id }) => id === row.id);
      assert.match(left.description, / · can be resumed · a later copy was completed$/);
      assert.ok(left.children.some(({ label }) => label === 'Overtaken'));
      answers.messages.length = 0;
      await vscode.commands.executeCommand(COMMANDS.resumeRun, left.element);
      const { buttons } = await answers.message(/^Resume orders → orders-valkey, although a later copy/);
      assert.deepEqual(buttons, ['Resume']);
      const still = (await rowsOf(extension, VIEWS.migrations)).find(({ id }) => id === row.id);
      assert.equal(still?.context, 'run.resumable', 'nobody said that it was meant');
      answers.press(/^Resume orders/, 'Resume');
      await vscode.commands.executeCommand(COMMANDS.resumeRun, left.element);
      await answers.message(COPIED);
      await assertEqualData();
    },
    WHOLE_MS,
  );
});

/** Hears of every thread that is started. */
function spyOnThreads(): { last: () => threads.Worker; restore: () => void } {
  const { Worker } = threads;
  const started: threads.Worker[] = [];
  threads.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      started.push(this);
    }
  };
  return {
    last: () => {
      const last = started.at(-1);
      if (last === undefined) throw new Error('no thread was started');
      return last;
    },
    restore: () => (threads.Worker = Worker),
  };
}
