import { expect, it } from 'vitest';
import { DIRECTIVES, defaultOf, isKnown } from '../../../../src/core/conf/catalogue';
import { parseConf } from '../../../../src/core/conf/confDocument';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';
import { checkConf } from '../../../../src/core/rules/conf/checkConf';
import { createPrng } from '../../../lab/dataset/prng';
import { resolveServer } from '../../../lab/servers/resolveServer';
import { serverNames } from '../../../lab/servers/serverRelease';
import { freePort } from '../../../lab/servers/freePort';
import { startServer } from '../../../lab/servers/startServer';
import { tryConf } from '../../../lab/servers/tryConf';
import { randomLine } from './randomLine';

const LINES = Number(process.env['ECM_CONF_LINES'] ?? '300');
const AT_ONCE = 4;

async function targetOf(name: (typeof serverNames)[number]): Promise<ConfTarget> {
  const { product, version } = await resolveServer(name);
  return { product, version };
}

it('calls an error what the servers of the lab refuse, of lines that nobody chose', async () => {
  const seed = process.env['ECM_CONF_SEED'] ?? String(Date.now());
  console.log(`random lines of redis.conf: ECM_CONF_SEED=${seed}`);
  const prng = createPrng(seed);
  const tries: { name: (typeof serverNames)[number]; target: ConfTarget; line: string }[] = [];
  for (let index = 0; index < LINES; index++) {
    const name = serverNames[index % serverNames.length] ?? 'redis-8.0';
    const target = await targetOf(name);
    tries.push({ name, target, line: randomLine(target, () => prng.fraction()) });
  }
  const count = { accepted: 0, refused: 0 };
  const wrong: string[] = [];
  const missed: string[] = [];
  const judge = async (): Promise<void> => {
    for (let next = tries.pop(); next !== undefined; next = tries.pop()) {
      const { name, target, line } = next;
      const { accepted, output } = await tryConf(name, line);
      const { status, findings } = checkConf(parseConf(line), target);
      count[accepted ? 'accepted' : 'refused']++;
      const told = `${name}: ${JSON.stringify(line)}`;
      if (accepted && status === 'refused')
        wrong.push(`${told}: ${findings.map(({ message }) => message).join()}`);
      if (!accepted && status === 'accepted') missed.push(`${told}: ${JSON.stringify(output.slice(-120))}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, judge));
  console.log(
    `${String(count.accepted)} accepted, of these ${String(wrong.length)} called errors; ` +
      `${String(count.refused)} refused, of these ${String(missed.length)} missed${missed.map((one) => `\n  ${one}`).join('')}`,
  );
  expect(wrong).toEqual([]);
  expect(missed.length / count.refused, missed.join('\n')).toBeLessThan(0.02);
  expect(count.accepted).toBeGreaterThan(LINES / 10);
});

it.each([
  ['cluster-enabled yes\nreplicaof 127.0.0.1 1', false],
  ['cluster-enabled yes\nreplicaof no one', true],
  ['aclfile users.acl\nuser a', false],
  ['tls-port 6380\ntls-cert-file a\ntls-key-file b', false],
])('a server decides on %j as we do', async (text, accepted) => {
  for (const name of ['redis-7.0.15', 'valkey-9.1'] as const) {
    expect((await tryConf(name, text)).accepted, name).toBe(accepted);
    expect(checkConf(parseConf(text), await targetOf(name)).status).toBe(accepted ? 'accepted' : 'refused');
  }
});

it('a server that is to listen on a port ends at the bind of which we warn, and at no other', async () => {
  const texts = ['bind', 'bind 999.1.1.1', 'bind 127.0.0.1:6379', 'bind 127.0.0.1 [::1]', 'bind 127.0.0.1'];
  for (const name of ['redis-7.0.15', 'redis-8.6', 'valkey-9.1'] as const) {
    for (const text of texts) {
      const { accepted, output } = await tryConf(name, text, { port: await freePort() });
      const warned = checkConf(parseConf(text), await targetOf(name)).findings;
      expect(
        warned.some(({ rule }) => rule === 'conf.bind'),
        `${name}: ${text}`,
      ).toBe(!accepted);
      if (!accepted) expect(output).toMatch(/not listen anywhere|Failed listening on port/);
    }
  }
});

/** What CONFIG GET does not show, in Redis 6.0 at least: read from a file only, or with a build that the lab lacks. */
const NOT_SHOWN = /^(include|loadmodule|rename-command|user|sentinel|rdma-.*|cluster-config-file|replicaof)$/;
// Redis 6.0 shows watchdog-period, which no file may set there.
/** What the lab itself sets, or the machine decides. */
const NOT_DEFAULT =
  /^(port|bind|dir|logfile|pidfile|save|appendonly|daemonize|unixsocket.*|protected-mode|tls-.*|maxclients|enable-.*|loglevel|databases|repl-diskless-sync-delay|requirepass|aclfile|hash-seed|activedefrag|dbfilename|list-max-ziplist-(entries|value))$/;

it('knows the directives of CONFIG GET of every server of the lab, and their defaults', async () => {
  let compared = 0;
  for (const name of serverNames) {
    const target = await targetOf(name);
    const server = await startServer({ server: name });
    try {
      const client = await server.client();
      const told = await client.config('GET', '*');
      const shown = new Map(
        Array.from({ length: told.length / 2 }, (_, at) => [told[2 * at] ?? '', told[2 * at + 1]]),
      );
      const known = new Map(DIRECTIVES.filter((one) => isKnown(one, target)).map((one) => [one.name, one]));
      expect(
        [...shown.keys()].filter((one) => !known.has(one) && one !== 'watchdog-period'),
        name,
      ).toEqual([]);
      const lacking = [...known.values()].filter(
        ({ name: one, hidden, ignoredSince }) =>
          !shown.has(one) && hidden !== true && ignoredSince === undefined && !NOT_SHOWN.test(one),
      );
      expect(
        lacking.map((one) => one.name),
        name,
      ).toEqual([]);
      for (const [one, value] of shown) {
        const directive = known.get(one);
        const wanted = directive === undefined || NOT_DEFAULT.test(one) ? null : defaultOf(directive, target);
        if (wanted === null) continue;
        expect({ name, one, value }).toEqual({ name, one, value: wanted });
        compared++;
      }
    } finally {
      await server.stop();
    }
  }
  console.log(`${String(compared)} defaults compared on ${String(serverNames.length)} servers`);
  expect(compared).toBeGreaterThan(800);
});
