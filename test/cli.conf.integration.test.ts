import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConfReport } from '../src/core/model/confReport';
import { expectExit, runCli } from './node/runCli';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-cli-conf-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function conf(text: string, name = 'redis.conf'): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

it('prints what the server would refuse, as compilers do, and exits with 1', async () => {
  const file = conf('port 6379\r\nmaxmemmory 1gb\r\nappendonly true\r\n');
  const args = ['check', '--conf', file, '--engine', 'valkey', '--engine-version', '8.1'];
  const run = expectExit(await runCli(args), 1);
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe(
    `${file}:2:1: error [conf.unknown] maxmemmory is not a directive of any version; maxmemory is\n` +
      '    Write maxmemory.\n' +
      `${file}:3:12: error [conf.bool] appendonly is either yes or no\n` +
      '    Write yes.\n' +
      `Valkey 8.1 would refuse ${file}: 2 errors, 0 warnings in 3 settings.\n`,
  );
});

it('prints one document with --json, and takes the server from the file', async () => {
  const file = conf('# engine: redis 7.2\nport 70000\n');
  const run = expectExit(await runCli(['check', '--conf', file, '--json']), 1);
  expect(JSON.parse(run.stdout)).toEqual({
    status: 'refused',
    profile: { product: 'redis', version: '7.2', from: 'file', lines: 3, settings: 1, included: [] },
    findings: [
      {
        rule: 'conf.range',
        severity: 'error',
        message: 'port is from 0 to 65535 in Redis 7.2',
        evidence: 'port 70000',
        fix: 'Write 65535 or less.',
        docs: 'https://redis.io/docs/latest/operate/oss_and_stack/management/config/',
        line: 2,
        column: 6,
        endLine: 2,
        endColumn: 11,
      },
    ],
  } satisfies ConfReport);
});

it('exits with 0 when nothing is wrong, and with 1 for a warning if that is asked for', async () => {
  const clean = conf('port 6379\n', 'valkey.conf');
  const run = expectExit(await runCli(['check', '--conf', clean]), 0);
  expect(run.stdout).toMatch(/^Valkey 9\.1\.2 takes .*: 0 errors, 0 warnings in 1 setting, a guess: /);
  const file = conf('include other.conf\ntls-port 6380\n');
  const args = ['check', '--conf', file, '--engine', 'redis'];
  expectExit(await runCli(args), 0);
  expectExit(await runCli([...args, '--fail-on', 'warning']), 1);
});

it('tells what becomes of settings in ElastiCache, also as SARIF', async () => {
  const file = conf('# engine: valkey 8.1\ntimeout 300\n');
  const args = ['check', '--conf', file, '--for', 'elasticache'];
  const run = expectExit(await runCli(args), 0);
  expect(run.stdout).toContain(
    `${file}:2:1: info [elasticache.setting] timeout is set by the parameter timeout`,
  );
  const log = expectExit(await runCli([...args, '--sarif', '--fail-on', 'info']), 1);
  expect(JSON.parse(log.stdout)).toMatchObject({
    runs: [
      {
        results: [
          {
            ruleId: 'elasticache.setting',
            locations: [{ physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 2 } } }],
          },
        ],
      },
    ],
  });
});

it('reads what is included, and names the file that a finding is in', async () => {
  const file = conf('# engine: valkey 8.1\ninclude parts/*.conf\ninclude none.conf\n');
  const part = join(dirname(file), 'parts', 'one.conf');
  mkdirSync(dirname(part), { recursive: true });
  writeFileSync(part, '\nport 70000\n');
  const args = ['check', '--conf', file];
  const run = expectExit(await runCli(args), 1);
  expect(run.stdout).toContain(`${file}:2:9: info [conf.include]`);
  expect(run.stdout).toContain(`${part}:2:6: error [conf.range]`);
  expect(run.stdout).toContain(
    `${file}:3:9: warning [conf.include] ${join(folder, 'none.conf')} is not there`,
  );
  expect(run.stdout).toContain('1 error, 1 warning in 3 settings of 2 files');
  const log = expectExit(await runCli([...args, '--sarif']), 1);
  expect(log.stdout).toContain(`"artifactLocation":{"uri":"${part}"}`);
});

it('says which file it cannot read, and exits with 3', async () => {
  const file = join(folder, 'none.conf');
  const run = expectExit(await runCli(['check', '--conf', file, '--json']), 3);
  expect(run.stderr).toBe(
    `Could not read ${file}: there is no such file. Name a file that exists and that you may read.\n`,
  );
  expect(JSON.parse(run.stdout)).toMatchObject({ status: 'failed', failure: { code: 'file.unreadable' } });
});

it('warns where the file is for a server that nobody here knows', async () => {
  const file = conf('# engine: valkey 99\ntimeout 300\n');
  const run = expectExit(await runCli(['check', '--conf', file]), 0);
  expect(run.stderr).toBe(
    `Warning: ${file} says that it is for valkey 99, which is not known: it is judged as the nearest.\n`,
  );
});
