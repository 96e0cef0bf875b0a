import { afterAll, beforeAll, it } from 'vitest';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair } from './pair';
import { Turns } from './turns';

const turns = new Turns('security');
let wide: RunningServer;
let narrow: RunningServer;
let careless: RunningServer;
let careful: RunningServer;

beforeAll(async () => {
  [wide, narrow, careless, careful] = await Promise.all([
    startServer({ server: 'redis-7.0.15', config: ['bind 0.0.0.0', 'protected-mode no'] }),
    startServer({ server: 'redis-7.0.15', config: ['bind 127.0.0.1', 'protected-mode no'] }),
    startServer({ server: 'valkey-8.1', config: ['enable-debug-command yes'] }),
    startServer({
      server: 'valkey-8.1',
      config: ['enable-debug-command local'],
      requirepass: 'hidden',
      tls: true,
    }),
  ]);
  await ask(wide, 'FLUSHDB', 'SWAPDB 0 1');
});
afterAll(async () => {
  await Promise.all([wide, narrow, careless, careful].map((server) => server.stop()));
});

it('a careless pair, and a careful one', async () => {
  const fires = await checkPair({ server: wide }, { server: careless });
  turns.expect(fires, await checkPair({ server: narrow }, { server: careful }), {
    'security.open': /protected-mode is no, bind is 0\.0\.0\.0/,
    'security.flushCommands': /FLUSHDB \(1 call\)/,
    'security.debugCommands': /enable-debug-command: yes/,
    'security.defaultUser': /on, nopass, every command on every key/,
    'security.plainText': /this connection has none/,
  });
});

it('each by itself: protected mode, a password, and a default user with fewer rights', async () => {
  await turns.changes(
    () => checkPair({ server: wide }, { server: careless }),
    () => ask(wide, 'CONFIG SET protected-mode no'),
    () => ask(wide, 'CONFIG SET protected-mode yes'),
    { 'security.open': /needs no password and listens to other machines/ },
  );
  await turns.changes(
    () => checkPair({ server: wide }, { server: careless }),
    () => ask(careless, 'ACL SETUSER default nopass +@all'),
    () => ask(careless, 'ACL SETUSER default -flushall'),
    { 'security.defaultUser': /without a password/ },
  );
});

turns.isWhole();
