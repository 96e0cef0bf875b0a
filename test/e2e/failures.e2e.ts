import assert from 'node:assert/strict';
import { SETTINGS } from '../../src/app/ids';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import { fillDataset } from '../lab/dataset/fillDataset';
import type { Workbench } from '../lab/code/workbench/workbench';
import type { RunningServer } from '../lab/servers/runningServer';
import type { ServerOptions } from '../lab/servers/serverOptions';
import { startServer } from '../lab/servers/startServer';
import type { E2eContext } from './e2eContext';

export const name = 'What goes wrong is told in sentences, with buttons that help';

export async function run(ctx: E2eContext): Promise<void> {
  const start = async (options: ServerOptions): Promise<RunningServer> => {
    const server = await startServer(options);
    ctx.cleanup(() => server.stop());
    return server;
  };
  const source = await start({ server: 'redis-8.0', debugCommand: true });
  const filler = await source.client();
  await fillDataset(filler, { seed: 'failures', keys: 20_000 });
  // So many that a copy lasts long enough to lose its target half-way.
  await filler.call('DEBUG', 'POPULATE', '1480000', 'small', '100');
  const locked = await start({ server: 'valkey-8.1', requirepass: 'not told to anyone' });
  const limited = await start({ server: 'valkey-8.1', aclUsers: ['limited on nopass ~* &* +@all -restore'] });
  const full = await start({
    server: 'valkey-8.1',
    config: ['maxmemory 6mb', 'maxmemory-policy noeviction'],
  });
  const mortal = await start({ server: 'valkey-8.1' });
  const endpoints = {
    source: source.url,
    // The port belongs to TCPMUX, which nobody runs.
    closed: 'redis://127.0.0.1:1',
    locked: locked.url,
    'tls-to-plain': locked.url.replace('redis:', 'rediss:'),
    limited: limited.url.replace('redis://', 'redis://limited@'),
    full: full.url,
    mortal: mortal.url,
  };
  const { code, workbench } = await ctx.start({
    // A full server takes a key now and then, as its buffers come and go, and each time the wait begins anew.
    settings: { [`${SETTINGS.section}.${SETTINGS.retryForSeconds}`]: 5 },
    env: {
      [ENDPOINTS_VARIABLE]: Object.entries(endpoints)
        .map((pair) => pair.join('='))
        .join(' '),
    },
  });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.tree('Endpoints').row('source').getByText('redis 8.0').waitFor();

  await expectRefused(workbench, 'closed', 'nothing listens on that port', [
    'Retry',
    'Edit Endpoint',
    'Show Log',
  ]);
  await expectRefused(workbench, 'locked', 'the server wants a password', [
    'Edit Endpoint',
    'Retry',
    'Show Log',
  ]);
  await expectRefused(workbench, 'tls-to-plain', 'TLS', ['Edit Endpoint', 'Retry', 'Show Log']);
  await ctx.screenshot(workbench, '1-endpoints');

  await copyInto(workbench, 'limited');
  await expectTold(workbench, /the user may not use the command RESTORE.*Grant it by ACL SETUSER/);
  await ctx.screenshot(workbench, '2-permission');
  await workbench.notifications.clear();

  await copyInto(workbench, 'full');
  await expectTold(workbench, /it is full.*Raise maxmemory.*keys had been copied by then/);
  await workbench.notifications.clear();

  await copyInto(workbench, 'mortal');
  await workbench.notifications.waitFor(/\d+ % · [\d,]+ of 1,500,000 keys/);
  await mortal.kill();
  await expectTold(workbench, /Lost mortal.*keys had been copied by then/);
  await ctx.screenshot(workbench, '3-lost');

  const log = await code.logTail(500);
  assert.doesNotMatch(log, /unhandled|rejected promise not handled/i);
  assert.doesNotMatch(log, /not told to anyone/);
}

/** The row tells why it cannot connect, and Test Connection says it with buttons. */
async function expectRefused(
  workbench: Workbench,
  endpoint: string,
  why: string,
  buttons: string[],
): Promise<void> {
  await workbench.menu.choose(workbench.tree('Endpoints').row(endpoint), 'Test Connection');
  const notification = workbench.notifications
    .item(why)
    .filter({ hasText: `Could not connect to ${endpoint}` });
  await notification.getByRole('button', { name: 'Show Log' }).waitFor();
  const shown = await workbench.notifications.waitFor(why);
  assert.deepEqual(shown.buttons, buttons);
  await workbench.notifications.clear();
}

async function copyInto(workbench: Workbench, target: string): Promise<void> {
  await workbench.menu.choose(workbench.tree('Endpoints').row('source'), 'Copy Data…');
  await workbench.quickInput.waitFor('Copy into which endpoint?');
  await workbench.quickInput.pick(target);
  await workbench.quickInput.waitFor('What if the target already holds a key?');
  await workbench.quickInput.pick('Replace');
  await workbench.dialog.waitFor(`Copy source into ${target}?`);
  await workbench.dialog.press('Copy');
}

async function expectTold(workbench: Workbench, text: RegExp): Promise<void> {
  await workbench.notifications.waitFor(text, 60_000);
}
