import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/app/ids';
import { Answers, sleep } from './answers';
import { afterEach, beforeEach, describe, it, note } from './harness';
import { HOST_PASSWORD, hostUrl } from './hostEnv';
import type { HostEnd } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';

/** The bound of a copy at full speed, in milliseconds: of what monitorEventLoopDelay records, its own 10 ms included. */
const P99_MS = 20;
const IDLE_MS = 2_000;
/** This machine may be busy with something else: a round that is late is followed by another one, as long as there is time. */
const ROUNDS_MS = 35_000;
const TEST_MS = 58_000;

interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** From tick to tick of the extension host's event loop while something goes on; a loop that is never late has 10 ms. */
async function delaysDuring(work: () => PromiseLike<unknown>): Promise<Delays> {
  const histogram = monitorEventLoopDelay();
  histogram.enable();
  await work();
  histogram.disable();
  const ms = (nanoseconds: number): number => Math.round(nanoseconds / 1e5) / 10;
  return { p50: ms(histogram.percentile(50)), p99: ms(histogram.percentile(99)), max: ms(histogram.max) };
}

describe('the event loop of the extension host', () => {
  let extension: LoadedExtension;
  let answers: Answers;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
  });

  const runs = async (source: HostEnd, password: string): Promise<void> => {
    answers.next(hostUrl(source), 'from', '', password, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'into', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    const idle = await delaysDuring(() => sleep(IDLE_MS));
    const until = Date.now() + ROUNDS_MS;
    for (;;) {
      const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '';
      answers.messages.length = 0;
      answers.next('from', 'into', 'Replace');
      answers.press(/^Copy from into into/, 'Copy');
      const over = vscode.commands.executeCommand(COMMANDS.copyData);
      await answers.message(/^Copy from into into/);
      const copying = await delaysDuring(() => over);
      const { text } = await answers.message(/^Copied/);
      const told = Object.entries({ idle, copying }).map(([when, { p50, p99, max }]) => {
        return `${when}: p50 ${String(p50)}, p99 ${String(p99)}, max ${String(max)} ms`;
      });
      note([`load ${load}`, ...told, text].join('\n  '));
      if (copying.p99 < P99_MS) return;
      assert.ok(Date.now() < until, told.join('; '));
    }
  };

  const bound = `has less than ${String(P99_MS)} ms from tick to tick at p99`;
  it(
    `${bound} while keys of every kind are copied, some of them re-encoded`,
    () => runs('source', HOST_PASSWORD),
    TEST_MS,
  );
  it(
    `${bound} while keys of up to 60 MB are copied, some of them re-encoded`,
    () => runs('large', ''),
    TEST_MS,
  );
});
