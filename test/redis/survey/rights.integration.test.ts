import { expect, it } from 'vitest';
import type { CheckReport } from '../../../src/core/model/checkReport';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { misfits } from '../../docs/checkReportSchema';
import { documentOf, expectExit, runCli } from '../../node/runCli';
import type { CliRun } from '../../node/runCli';

const LIBRARY = "#!lua name=lib\nredis.register_function('f', function() return 1 end)";
const READS = ['+@read', '+info', '+ping', '+select'] as const;
const WRITES = ['+@read', '+info', '+ping', '+select', '+restore'] as const;

/** The address of a user of these rights alone. */
async function userOf(server: RunningServer, ...rights: readonly string[]): Promise<string> {
  const name = `user${String(rights.length)}${rights.at(-1)?.replace(/\W/g, '') ?? ''}`;
  await (await server.client()).call('ACL', 'SETUSER', name, 'on', 'nopass', '~*', ...rights);
  return `redis://${name}@127.0.0.1:${String(server.port)}`;
}

/** Any password does; without one, nobody signs in. */
const PASSWORDS = { ECM_SOURCE_PASSWORD: 'secret', ECM_TARGET_PASSWORD: 'secret' };

/** Runs a command with passwords for those ends that name a user. */
async function run(...args: readonly string[]): Promise<CliRun> {
  const named = (option: string): boolean => args[args.indexOf(option) + 1]?.includes('@') === true;
  return runCli(args, {
    env: Object.fromEntries(
      Object.entries(PASSWORDS).filter(([name]) => named(name.includes('SOURCE') ? '--source' : '--target')),
    ),
  });
}

async function checked(...args: readonly string[]): Promise<{ code: number | null; report: CheckReport }> {
  const done = await run('check', ...args, '--json');
  expect(done.stderr).toBe('');
  expect(misfits(documentOf(done))).toEqual([]);
  return { code: done.code, report: documentOf(done) as CheckReport };
}

function accessOf({ findings }: CheckReport): string[] {
  return findings
    .filter(({ rule }) => rule.startsWith('access.'))
    .map(({ severity, rule, evidence, fix }) => `${severity} ${rule}: ${evidence}; ${fix}`);
}

it('names the rights to function libraries that a copy would lack, and changes nothing', async () => {
  await using source = await startServer({ server: 'redis-8.0' });
  await using target = await startServer({ server: 'valkey-8.1' });
  const admin = await source.client();
  await admin.set('a', 'b');
  const reader = await userOf(source, ...READS);
  const writer = await userOf(target, ...WRITES);

  const before = await checked('--source', reader, '--target', writer);
  expect(accessOf(before.report)).toEqual([]);
  expect(before.code).toBe(0);

  await admin.call('FUNCTION', 'LOAD', LIBRARY);
  const { code, report } = await checked('--source', reader, '--target', writer);
  expect(code).toBe(1);
  expect(accessOf(report)).toEqual([
    expect.stringMatching(/^error access\.read: .* FUNCTION\|LIST; .*\(\+function\|list\)/),
    expect.stringMatching(/^error access\.write: .* FUNCTION\|LOAD; .*\(\+function\|load\)/),
  ]);
  const refused = await run('copy', '--source', reader, '--target', target.url, '--json');
  expect(refused.code).not.toBe(0);
  expect(`${refused.stdout}${refused.stderr}`).toContain('FUNCTION|LIST');

  const granted = await checked(
    ...['--source', await userOf(source, ...READS, '+function|list')],
    ...['--target', await userOf(target, ...WRITES, '+function|load')],
  );
  expect(accessOf(granted.report)).toEqual([]);
  expect(granted.code).toBe(0);
  expect(await (await target.client()).call('FUNCTION', 'LIST')).toEqual([]);
});

it('goes on without TYPE, says why it did not rehearse without DUMP, and refuses a copy onto itself', async () => {
  await using source = await startServer({ server: 'redis-8.0' });
  await (await source.client()).set('a', 'b');
  const blind = await checked('--source', await userOf(source, ...READS, '-type'));
  expect(accessOf(blind.report)).toEqual([
    expect.stringMatching(/^warning access\.sample: .* TYPE; .*\+type/),
  ]);
  expect(blind.code).toBe(0);

  const dumb = await userOf(source, ...READS, '-dump');
  const still = await checked('--source', dumb, '--rehearse', '1');
  expect(still.report).toMatchObject({
    rehearsal: null,
    notRehearsed: 'the user may not use the command DUMP',
  });
  const text = await run('check', '--source', dumb, '--rehearse', '1');
  expectExit(text, 1);
  expect(text.stdout.replace(/\s+/g, ' ')).toContain('not rehearsed: the user may not use the command DUMP');

  const itself = await checked('--source', source.url, '--target', source.url);
  expect(itself.code).toBe(1);
  expect(itself.report.findings).toContainEqual(
    expect.objectContaining({ rule: 'topology.sameServer', severity: 'error' }),
  );
  const copy = await run('copy', '--source', source.url, '--target', source.url);
  expect(copy.code).not.toBe(0);
  const beside = await checked('--source', `${source.url}/0`, '--target', `${source.url}/1`);
  expect(beside.report.findings).toContainEqual(
    expect.objectContaining({ rule: 'topology.sameServer', severity: 'warning' }),
  );
  expect(beside.code).toBe(0);
});
