import { strict as assert } from 'node:assert';
import { performance } from 'node:perf_hooks';
import { Redis } from 'ioredis';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it, note } from './harness';
import { HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { ShownPages } from './shownPages';
import { rowWith } from './shownTree';
import { threadTime } from './threadTime';
import { sleep } from './until';

/** How much of its time the host may be busy while a page in sight shows a run: it is for two hundredths. */
const MOST_SHARE = 0.1;
/** This machine may be busy with something else just now. */
const ROUNDS = 5;
const LOOK_MS = 2_000;

describe('a page that shows a run', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let pages: ShownPages;

  beforeEach(async () => {
    pages = new ShownPages();
    answers = new Answers();
    extension = await loadExtension();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    pages.dispose();
    answers.dispose();
    await extension.dispose();
  });

  const add = async (address: string, name: string, password: string): Promise<string> => {
    answers.next(address, name, '', password, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    const row = await rowWith(extension, VIEWS.endpoints, ({ label }) => label === name);
    return (row.element as { readonly subject: string }).subject;
  };

  it('leaves the host nine tenths of its time and more, and is told at most ten times a second', async () => {
    const ends = {
      subject: await add(hostUrl('source'), 'orders', HOST_PASSWORD),
      target: await add(hostUrl('target'), 'watched', ''),
    };
    const target = new Redis(hostUrl('target'));
    await target.flushall();
    target.disconnect();
    await vscode.commands.executeCommand(COMMANDS.newMigration, ends);
    const page = pages.last();
    await page.view(({ body }) => body.step === 'ends');
    page.say({ type: 'step.go', step: 'check' });
    await page.view(({ body }) => body.step === 'check' && body.view !== null);
    page.say({ type: 'step.go', step: 'route' });
    await page.view(({ body }) => body.step === 'route' && body.copy !== null);
    page.say({ type: 'copy.set', setting: 'pace', value: 'limited' });
    page.say({ type: 'step.go', step: 'run' });
    answers.press(/^Copy orders into watched\?/, 'Copy');
    page.say({ type: 'run.start' });
    await page.view(({ body }) => body.step === 'run' && body.state === 'running' && body.share !== null);
    const shares: number[] = [];
    while (shares.length < ROUNDS && Math.min(...shares) > MOST_SHARE) {
      const before = page.told.length;
      const { share, ms } = await busyShare();
      shares.push(share);
      const messages = page.told.length - before;
      // Whoever sleeps is woken late by a busy machine, and in that time the page is told too.
      assert.ok(messages > 0 && messages <= ms / 100 + 1, `${String(messages)} messages in ${String(ms)} ms`);
    }
    const told = `busy for ${shares.map(percent).join(', ')} of the time`;
    note(told);
    page.say({ type: 'run.cancel' });
    await page.view(({ body }) => body.step === 'run' && !['running', 'stopping'].includes(body.state));
    assert.ok(Math.min(...shares) <= MOST_SHARE, told);
  }, 110_000);
});

/** The share of the time in which this thread, which is that of the extension, ran; and how many milliseconds were looked at. */
async function busyShare(): Promise<{ share: number; ms: number }> {
  const [began, before] = [performance.now(), threadTime()];
  await sleep(LOOK_MS);
  const ms = performance.now() - began;
  return { share: (threadTime().ran - before.ran) / ms, ms };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
