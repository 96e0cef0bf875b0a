import { strict as assert } from 'node:assert';
import { Redis } from 'ioredis';
import * as vscode from 'vscode';
import { COMMANDS, PANELS, SETTINGS, VIEWS } from '../../src/app/ids';
import type { WizardView } from '../../src/bridge/wizardView';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_MODEST_KEYS, HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { setSetting } from './setSetting';
import { ShownPages } from './shownPages';
import type { ShownPage } from './shownPages';
import { HOSTILE } from '../bridge/hostileMessages';
import { rowsOf, rowWith } from './shownTree';
import type { ShownRow } from './shownTree';
import { sleep, until } from './until';

/** A copy takes some six seconds, which is long enough to make it slower. */
const KEYS_PER_SECOND = 1_000;
/** Of that, a tenth: a minute is long enough for whatever is said meanwhile. */
const SLOW = 100;
/** How long is looked how fast keys come. */
const RATE_MS = 2_000;
const WHOLE_MS = 110_000;

describe('the page of a migration', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let pages: ShownPages;
  /** Both endpoints, as they were added once: the questions take longer than all else here. */
  let added: Pick<LoadedExtension, 'stored' | 'secrets'> | undefined;

  beforeEach(async () => {
    await setSetting(SETTINGS.rateKeys, KEYS_PER_SECOND);
    pages = new ShownPages();
    answers = new Answers();
    extension = await loadExtension();
    added ??= await addBoth();
    for (const [key, value] of added.stored) extension.stored.set(key, value);
    for (const [key, value] of added.secrets) extension.secrets.set(key, value);
    await extension.dispose();
    extension = await loadExtension('kept', extension);
  });
  afterEach(async () => {
    pages.dispose();
    answers.dispose();
    await extension.dispose();
    await setSetting(SETTINGS.rateKeys, undefined);
  });

  const addBoth = async (): Promise<Pick<LoadedExtension, 'stored' | 'secrets'>> => {
    answers.next(hostUrl('modest'), 'orders', '', HOST_PASSWORD, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'orders-valkey', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    return { stored: new Map(extension.stored), secrets: new Map(extension.secrets) };
  };
  const endpoint = async (name: string): Promise<ShownRow> =>
    await rowWith(extension, VIEWS.endpoints, ({ label }) => label === name);
  /** The id of an endpoint: what a command on its row is given. */
  const idOf = async (name: string): Promise<string> =>
    ((await endpoint(name)).element as { readonly subject: string }).subject;
  const begin = async (source: string, target: string): Promise<ShownPage> => {
    const ends = { subject: await idOf(source), target: await idOf(target) };
    await vscode.commands.executeCommand(COMMANDS.newMigration, ends);
    const page = pages.last();
    await page.view(({ ends: { source: shown } }) => shown?.name === source);
    return page;
  };
  const drafts = async (): Promise<string[]> =>
    (await rowsOf(extension, VIEWS.migrations)).map(({ label, description }) => `${label}: ${description}`);

  it('is opened by dragging an endpoint onto another, which becomes the target', async () => {
    const drag = extension.drags.get(VIEWS.endpoints);
    const transfer = new vscode.DataTransfer();
    const { token } = new vscode.CancellationTokenSource();
    await drag?.handleDrag?.([(await endpoint('orders')).element], transfer, token);
    await drag?.handleDrop?.((await endpoint('orders')).element, transfer, token);
    assert.equal(pages.all.length, 0, 'onto itself');
    await drag?.handleDrop?.((await endpoint('orders-valkey')).element, transfer, token);
    const { ends, title } = await pages.last().view(({ body }) => body.step === 'ends');
    assert.deepEqual([ends.source?.name, ends.target?.name], ['orders', 'orders-valkey']);
    assert.equal(title, 'orders → orders-valkey');
  });

  it('takes a cache that is yet to be created as target, also after a reload, and starts nothing into it', async () => {
    await vscode.commands.executeCommand(COMMANDS.newMigration, { subject: await idOf('orders') });
    const page = pages.last();
    const { id } = await page.view(({ ends }) => ends.source?.name === 'orders');
    answers.next('A Cache That Is Yet to Be Created…', 'Without Cluster Mode', 'Valkey 8.2', 'tls');
    page.say({ type: 'end.choose', end: 'target' });
    await page.view(({ ends }) => ends.target?.address === 'valkey-8.2,tls');
    page.say({ type: 'step.go', step: 'check' });
    await page.view(({ body }) => body.step === 'check' && body.view !== null);
    page.say({ type: 'step.go', step: 'route' });
    const creates = /^Create the cache.*create-replication-group .*--engine-version 8\.2 /;
    await page.view(({ body }) => body.step === 'route' && creates.test(body.steps[0] ?? ''));
    page.say({ type: 'step.go', step: 'run' });
    await page.view(({ body }) => body.step === 'run' && creates.test(body.steps[0] ?? ''));
    await until(
      async () => (await drafts())[0] === 'orders → a new cache: draft · 4 run',
      () => 'the row does not tell the step',
    );

    page.panel.dispose();
    await extension.dispose();
    extension = await loadExtension('kept', extension);
    const restored = await pages.restore(PANELS.wizard, { version: 1, migration: id });
    const { actions } = await restored.view(
      ({ body }) => body.step === 'run' && creates.test(body.steps[0] ?? ''),
    );
    assert.deepEqual(
      actions.map(({ label }) => label),
      ['Back', 'Choose Target…'],
    );
    restored.say({ type: 'run.start' });
    answers.next('orders-valkey');
    restored.say({ type: 'end.choose', end: 'target' });
    const { ends } = await restored.view(({ body }) => body.step === 'check' && body.view !== null);
    assert.equal(ends.target?.name, 'orders-valkey');
    assert.deepEqual(extension.logged, []);
  });

  it('is opened for two endpoints that are selected, of which it is asked which is the source', async () => {
    const { element } = await endpoint('orders');
    const both = [element, (await endpoint('orders-valkey')).element];
    answers.next(null);
    await vscode.commands.executeCommand(COMMANDS.newMigration, element, both);
    assert.equal(pages.all.length, 0, 'nobody said which');
    answers.next('orders-valkey');
    await vscode.commands.executeCommand(COMMANDS.newMigration, element, both);
    const { title } = await pages.last().view(({ body }) => body.step === 'ends');
    assert.equal(title, 'orders-valkey → orders');
  });

  it(
    'keeps what was chosen back and forth, and when it is restored after a reload of the window',
    async () => {
      const page = await begin('orders', 'orders-valkey');
      await throughCheck(page);
      page.say({ type: 'copy.set', setting: 'onConflict', value: 'skip' });
      page.say({ type: 'step.go', step: 'ends' });
      await page.view(({ body }) => body.step === 'ends');
      page.say({ type: 'step.go', step: 'route' });
      const { id } = await page.view((view) => conflict(view) === 'skip');

      await extension.dispose();
      page.panel.dispose();
      extension = await loadExtension('kept', extension);
      const restored = await pages.restore(PANELS.wizard, { version: 1, migration: id });
      await restored.view((view) => view.id === id && conflict(view) === 'skip');
      // The editor may have kept a page twice, or one of a migration that is no more, or nothing that can be read.
      for (const state of [{ version: 1, migration: id }, { migration: 'gone' }, {}, undefined, 'x']) {
        assert.ok((await pages.restore(PANELS.wizard, state)).isClosed(), JSON.stringify(state));
      }
      assert.ok(!restored.isClosed());
    },
    WHOLE_MS,
  );

  it('does not offer the one end for the other', async () => {
    const page = await begin('orders', 'orders-valkey');
    answers.next(null);
    const real = vscode.window.createQuickPick;
    const lists: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    (vscode.window as { createQuickPick: typeof real }).createQuickPick = <
      T extends vscode.QuickPickItem,
    >() => {
      const list = real<T>();
      lists.push(list);
      return list;
    };
    try {
      page.say({ type: 'end.choose', end: 'target' });
      const items = await until(
        () => lists.map((list) => list.items).find(({ length }) => length > 0),
        () => 'no list came',
      );
      const labels = items.map(({ label }) => label);
      assert.ok(labels.includes('orders-valkey') && !labels.includes('orders'), labels.join());
    } finally {
      (vscode.window as { createQuickPick: typeof real }).createQuickPick = real;
    }
  });

  it('is one for each migration, shown again when asked for again, and closed when that is discarded', async () => {
    const one = await begin('orders', 'orders-valkey');
    const other = await begin('orders-valkey', 'orders');
    assert.notEqual(one.panel, other.panel);
    other.say({ type: 'ends.swap' });
    await other.view(({ ends }) => ends.source?.name === 'orders');
    one.say({ type: 'ends.swap' });
    await one.view(({ ends }) => ends.source?.name === 'orders-valkey');
    await other.view(({ ends }) => ends.source?.name === 'orders');

    const row = await rowWith(extension, VIEWS.migrations, ({ label }) => label === 'orders-valkey → orders');
    await vscode.commands.executeCommand(COMMANDS.openMigration, row.element);
    assert.equal(pages.all.length, 2);
    await vscode.commands.executeCommand(COMMANDS.discardMigration, row.element);
    assert.ok(!one.isClosed(), 'nobody said yes');
    answers.press(/^Discard this migration\?$/, 'Discard');
    await vscode.commands.executeCommand(COMMANDS.discardMigration, row.element);
    assert.ok(one.isClosed() && !other.isClosed());
    assert.deepEqual(await drafts(), ['orders → orders-valkey: draft · 1 source and target']);
  });

  it(
    'changes the pace of a run that goes on, which a resumed one keeps',
    async () => {
      const target = new Redis(hostUrl('target'));
      await target.flushall();
      const page = await begin('orders', 'orders-valkey');
      await throughCheck(page);
      page.say({ type: 'step.go', step: 'run' });
      answers.press(/^Copy orders into orders-valkey\?/, 'Copy');
      page.say({ type: 'run.start' });
      await page.view(({ body }) => body.step === 'run' && body.state === 'running');
      await until(
        async () => (await keysOf(target)) > 0,
        () => 'no key came',
      );

      page.say({ type: 'run.pace', keysPerSecond: SLOW });
      await page.view(({ body }) => paceOf(body) === SLOW);
      const isSlow = (rate: number): boolean => rate > 0 && rate < KEYS_PER_SECOND / 4;
      const rates: number[] = [];
      // What was on its way still arrives.
      const rateSince = await until(
        async () => {
          const since = await rateFromNow(target);
          await sleep(RATE_MS);
          rates.push(await since());
          return isSlow(rates.at(-1) ?? 0) && since;
        },
        () => `${rates.join(', ')} keys a second`,
      );

      page.say({ type: 'run.cancel' });
      await page.view(({ actions }) => actions.some(({ ask }) => ask.type === 'run.resume'));
      assert.ok(isSlow(await rateSince()), 'it did not keep to that pace');
      assert.ok((await keysOf(target)) < HOST_MODEST_KEYS, 'nothing is left');
      page.say({ type: 'run.resume' });
      await page.view(({ body }) => paceOf(body) === SLOW);
      // At the pace of before the rest would take most of a minute.
      page.say({ type: 'run.pace', keysPerSecond: null });
      await page.view(({ body }) => body.step === 'run' && body.state === 'finished');
      assert.equal(await keysOf(target), HOST_MODEST_KEYS);
      target.disconnect();
    },
    WHOLE_MS,
  );

  it(
    'may be closed, or say what it must not, while its run goes on',
    async () => {
      const target = new Redis(hostUrl('target'));
      await target.flushall();
      await setSetting(SETTINGS.rateKeys, SLOW);
      const page = await begin('orders', 'orders-valkey');
      await throughCheck(page);
      page.say({ type: 'step.go', step: 'run' });
      answers.press(/^Copy orders into orders-valkey\?/, 'Copy');
      page.say({ type: 'run.start' });
      await page.view(({ body }) => body.step === 'run' && body.state === 'running');
      const isRunning = ({ context }: ShownRow): boolean => context === 'run.running';
      const run = await rowWith(extension, VIEWS.migrations, isRunning);

      // The page of another migration, which has no run, names this one.
      const other = await begin('orders-valkey', 'orders');
      const logged = extension.logged.length;
      const replayed = { run: subjectOf(run), runId: subjectOf(run), id: subjectOf(run) };
      for (const type of ['run.cancel', 'run.pause', 'verify.cancel']) other.say({ type, ...replayed });
      assert.equal(extension.logged.length, logged);
      for (const message of HOSTILE) {
        other.say(message);
        page.say(message);
      }
      const refused = extension.logged.slice(logged).filter((line) => line.includes('none of ours'));
      assert.equal(refused.length, 2 * HOSTILE.length);
      assert.ok(extension.logged.every((line) => line.length < 1000));
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
      const { body } = await other.view(({ body: { step } }) => step === 'ends');
      assert.equal(body.step, 'ends');
      assert.deepEqual((await rowsOf(extension, VIEWS.migrations)).filter(isRunning).map(subjectOf), [
        subjectOf(run),
      ]);

      // So that the rest takes three seconds.
      page.say({ type: 'run.pace', keysPerSecond: 2 * KEYS_PER_SECOND });
      page.panel.dispose();
      const { text } = await answers.message(/^Copied/);
      assert.ok(text.startsWith(`Copied ${HOST_MODEST_KEYS.toLocaleString('en-US')} keys from orders`), text);
      assert.equal(await keysOf(target), HOST_MODEST_KEYS);
      target.disconnect();
      const row = await rowWith(extension, VIEWS.migrations, ({ context }) => context.startsWith('run.'));
      await vscode.commands.executeCommand(COMMANDS.openMigration, row.element);
      await pages.last().view((view) => view.body.step === 'run' && view.body.state === 'finished');
    },
    WHOLE_MS,
  );
});

async function throughCheck(page: ShownPage): Promise<void> {
  page.say({ type: 'step.go', step: 'check' });
  await page.view(({ body }) => body.step === 'check' && body.view !== null);
  page.say({ type: 'step.go', step: 'route' });
  await page.view(
    ({ body }) =>
      body.step === 'route' && body.routes.some(({ route, recommended }) => route === 'copy' && recommended),
  );
}

/** The pace that a run goes at; undefined where there is none. */
function paceOf(body: WizardView['body']): number | null | undefined {
  if (body.step !== 'run' || body.state !== 'running' || body.pace === null) return undefined;
  return body.pace.stops[body.pace.at]?.keysPerSecond;
}

function conflict({ body }: WizardView): string | undefined {
  if (body.step !== 'route') return undefined;
  return body.copy?.settings.find(({ setting }) => setting === 'onConflict')?.value;
}

function subjectOf({ element }: ShownRow): string {
  return (element as { readonly subject: string }).subject;
}

/** Has told, whenever it is asked, how many keys a second have come since now. */
async function rateFromNow(server: Redis): Promise<() => Promise<number>> {
  const [before, began] = [await keysOf(server), performance.now()];
  return async () => ((await keysOf(server)) - before) / ((performance.now() - began) / 1000);
}

async function keysOf(server: Redis): Promise<number> {
  const keyspace = await server.info('keyspace');
  return [...keyspace.matchAll(/keys=(\d+)/g)].reduce((sum, [, keys]) => sum + Number(keys), 0);
}
