import { strict as assert } from 'node:assert';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it, note } from './harness';
import { HOST_PASSWORD, HOST_SENTINEL_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { ShownPages } from './shownPages';
import { rowWith } from './shownTree';
import { until } from './until';

/** Many questions, a copy and three verifications. */
const WHOLE_MS = 110_000;
/** In values of every kind, and in no name of a key. */
const PLANTED = 'planted-Zx83-value';
const PREFIX = 'traffic:';
const KEYS = [
  `${PREFIX}text`,
  `${PREFIX}hash`,
  `${PREFIX}list`,
  `${PREFIX}set`,
  `${PREFIX}ranks`,
  `${PREFIX}log`,
];

describe('what goes between the page of a migration and the extension', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let pages: ShownPages;
  let source: Redis;
  let sentinel: URL;
  const { showSaveDialog } = vscode.window;
  const saved: string[] = [];

  beforeEach(async () => {
    source = new Redis(hostUrl('modest'), { password: HOST_PASSWORD });
    await plant(source);
    sentinel = new URL(hostUrl('sentinel').replace(/^redis\+sentinel:/, 'http:'));
    pages = new ShownPages();
    answers = new Answers();
    extension = await loadExtension();
    Object.assign(vscode.window, {
      showSaveDialog: ({ defaultUri }: vscode.SaveDialogOptions) => {
        saved.push(defaultUri?.fsPath ?? '');
        return Promise.resolve(defaultUri);
      },
    });
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const file of saved.splice(0)) await rm(file, { force: true });
    pages.dispose();
    answers.dispose();
    await extension.dispose();
    await source.del(...KEYS);
    source.disconnect();
  });

  const idOf = async (name: string): Promise<string> => {
    const row = await rowWith(extension, VIEWS.endpoints, ({ label }) => label === name);
    return (row.element as { readonly subject: string }).subject;
  };

  it(
    'holds no password and no value of a key in a whole migration, nor do its reports, which are written where the user said',
    async () => {
      answers.next(hostUrl('modest'), 'orders', '', HOST_PASSWORD, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const passwords = [HOST_PASSWORD, HOST_SENTINEL_PASSWORD];
      answers.next(`${hostUrl('sentinel')}/orders`, 'watched', '', ...passwords, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const target = new Redis({
        sentinels: [{ host: sentinel.hostname, port: Number(sentinel.port) }],
        name: 'orders',
        password: HOST_PASSWORD,
        sentinelPassword: HOST_SENTINEL_PASSWORD,
      });
      await target.flushall();

      const ends = { subject: await idOf('orders'), target: await idOf('watched') };
      await vscode.commands.executeCommand(COMMANDS.newMigration, ends);
      const page = pages.last();
      await page.view(({ body }) => body.step === 'ends');
      page.say({ type: 'step.go', step: 'check' });
      await page.view(({ body }) => body.step === 'check' && body.view !== null);
      page.say({ type: 'step.go', step: 'route' });
      await page.view(
        ({ body }) =>
          body.step === 'route' &&
          body.routes.some(({ route, recommended }) => route === 'copy' && recommended),
      );
      page.say({ type: 'step.go', step: 'run' });
      answers.press(/^Copy orders into watched\?/, 'Copy');
      page.say({ type: 'run.start' });
      await page.view(({ body }) => body.step === 'run' && body.state === 'finished', 40_000);

      // So that names of keys are told, and values that differ are at hand.
      await target.set(KEYS[0] ?? '', `${PLANTED} of the target`);
      await target.hset(KEYS[1] ?? '', 'field', `${PLANTED} of the target`);
      await target.set(`${PREFIX}extra`, `${PLANTED} of the target`);
      page.say({ type: 'step.go', step: 'verify' });
      page.say({ type: 'verify.start', repair: false });
      await page.view(({ body }) => body.step === 'verify' && body.groups.length > 0);
      answers.press(/^Copy what differs from orders into watched again\?/, 'Repair and Delete');
      page.say({ type: 'verify.start', repair: true });
      await page.view(({ body }) => body.step === 'verify' && body.headline === 'Both ends are equal');
      page.say({ type: 'step.go', step: 'cutOver' });
      page.say({ type: 'gates.check' });
      await page.view(({ body }) => body.step === 'cutOver' && body.checkedAt !== null);
      page.say({ type: 'snippet.copy', client: 'redis-py' });
      const reports: string[] = [];
      for (const format of ['markdown', 'json'] as const) {
        page.say({ type: 'report.save', format });
        reports.push(await written(saved, reports.length));
      }

      const [markdown = '', json = ''] = reports;
      assert.match(saved.join(' '), /orders to watched\.md .*orders to watched\.json$/);
      assert.match(markdown, /^# .*orders.*watched/);
      assert.ok(json.includes('"orders"') && json.includes('"watched"'), json.slice(0, 500));
      assert.equal(typeof JSON.parse(json), 'object');
      assert.equal(await target.get(KEYS[0] ?? ''), `${PLANTED} of text`);
      assert.equal(await target.exists(`${PREFIX}extra`), 0);

      const clipboard = await vscode.env.clipboard.readText();
      const traffic = JSON.stringify([page.html(), page.told, page.asked]);
      assert.ok(traffic.includes(`${PREFIX}text`), 'no name of a key that differs was told');
      assert.ok(traffic.includes('default-src'), 'the document is not among it');
      const seen = [
        traffic,
        ...reports,
        clipboard,
        extension.logged.join('\n'),
        [...extension.stored].join('\n'),
        await textsBelow(extension.stateHome),
      ];
      for (const secret of [...passwords, PLANTED]) {
        for (const form of formsOf(secret)) {
          for (const [index, text] of seen.entries())
            assert.ok(!text.includes(form), `${String(index)}: ${form}`);
        }
      }
      note(
        `${String(page.told.length)} messages to the page, ${String(page.asked.length)} of it, ${String(traffic.length)} characters`,
      );
      target.disconnect();
    },
    WHOLE_MS,
  );
});

/** As it is, and as it may be hidden within a URL, a header or bytes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // Without what depends on the bytes beside it.
    return shifted.slice(4, -4);
  });
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.join(','), ...inBase64];
}

async function plant(server: Redis): Promise<void> {
  const [text = '', hash = '', list = '', set = '', ranks = '', log = ''] = KEYS;
  await server.set(text, `${PLANTED} of text`);
  await server.hset(hash, 'field', `${PLANTED} of field`, `${PLANTED} as field`, '1');
  await server.rpush(list, `${PLANTED} of list`);
  await server.sadd(set, `${PLANTED} of set`);
  await server.zadd(ranks, 1, `${PLANTED} of ranks`);
  await server.xadd(log, '*', 'field', `${PLANTED} of log`);
}

/** All that is kept on the disk: runs, checkpoints, checks, what a verification found. */
async function textsBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  assert.ok(files.length > 0, 'nothing was kept');
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
  return texts.join('\n');
}

/** The text of a report, which is shown once it is written whole. */
async function written(saved: readonly string[], index: number): Promise<string> {
  const shown = (): string[] => vscode.workspace.textDocuments.map(({ fileName }) => fileName);
  const path = await until(
    () => saved.slice(index, index + 1).find((one) => shown().includes(one)),
    () => `no report is shown: ${shown().join()}`,
  );
  return await readFile(path, 'utf8');
}
