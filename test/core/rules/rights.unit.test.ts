import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/core/model/checkReport';
import { SELF_MANAGED } from '../../../src/core/model/deployment';
import { Failure } from '../../../src/core/model/failure';
import type { Profile } from '../../../src/core/model/profile';
import type { Route } from '../../../src/core/model/route';
import type { Server } from '../../../src/core/ports';
import { checkText } from '../../../src/core/report/checkText';
import { check, checkFile } from '../../../src/core/rules/check';
import type { CheckChoice } from '../../../src/core/rules/check';
import type { FoundSource } from '../../../src/core/rules/found';
import { server } from '../../app/samples';
import { profileOf } from '../profileOf';
import { FILE } from './cases/files';
import { FACTS, SAMPLE } from './evidenceOf';
import { judgePair } from '../judgePair';

const NO_KINDS = { counts: new Map(), keys: 0, complete: true };
const ADDRESS = { host: '10.0.0.5', port: 6379, tls: false };
const ENDS = { source: ADDRESS, target: ADDRESS };

function lacking(command: string): () => Promise<never> {
  const failure = new Failure('server.permission', {
    what: 'Could not do it',
    why: `the user may not use the command ${command}`,
    next: 'Grant it.',
  });
  return () => Promise.reject(failure);
}

function serverOf(profile: Profile, parts: Partial<Server> = {}): Server {
  return server({
    look: () => Promise.resolve({ profile, refused: null }),
    facts: () => Promise.resolve(FACTS),
    checkReadable: () => Promise.resolve(),
    checkWritable: () => Promise.resolve(),
    checkLoadable: () => Promise.resolve(),
    libraries: () => Promise.resolve([]),
    sampleKeys: () => Promise.resolve(SAMPLE),
    ...parts,
  });
}

const holding = profileOf({ holds: { 0: 5 }, functionLibraries: 1 });
const plain = profileOf({ holds: { 0: 5 } });
const other = profileOf({ runId: 'other' });

function checked(source: Server, target: Server, choice: CheckChoice = {}): Promise<CheckReport> {
  return check(source, target, ENDS, AbortSignal.timeout(5000), choice);
}

function verdictsOf({ routes }: CheckReport, ...wanted: Route[]): (string | undefined)[] {
  return wanted.map((name) => routes.find(({ route }) => route === name)?.verdict);
}

function accessOf({ findings }: CheckReport): string[] {
  return findings
    .filter(({ rule }) => rule.startsWith('access.'))
    .map(({ severity, rule, evidence }) => `${severity} ${rule} ${evidence.split(' ').at(-1) ?? ''}`);
}

describe('rights to function libraries', () => {
  const unlisted = { libraries: lacking('FUNCTION|LIST') };
  const unloadable = { checkLoadable: lacking('FUNCTION|LOAD') };

  it('are asked for where there are libraries', async () => {
    const source = await checked(serverOf(holding, unlisted), serverOf(other));
    expect(accessOf(source)).toEqual(['error access.read FUNCTION|LIST']);
    expect(verdictsOf(source, 'copy', 'file-import')).toEqual(['blocked', 'ready']);
    const target = await checked(serverOf(holding), serverOf(other, unloadable));
    expect(accessOf(target)).toEqual(['error access.write FUNCTION|LOAD']);
    expect(verdictsOf(target, 'copy', 'file-import')).toEqual(['blocked', 'blocked']);
  });

  it('are not asked for where there are none, or the target has no functions', async () => {
    const none = await checked(serverOf(plain, unlisted), serverOf(other, unloadable));
    expect(accessOf(none)).toEqual([]);
    expect(none.status).toBe('ready');
    const old = profileOf({ runId: 'other', version: '6.2.0', rdbVersion: 9 });
    const older = await checked(serverOf(holding), serverOf(old, unloadable));
    expect(accessOf(older)).toEqual([]);
    expect(older.findings.map(({ rule }) => rule)).toContain('functions.support');
  });
});

describe('what blocks the copy', () => {
  it('blocks the import of a file too where that ends in a copy, and is told in full', async () => {
    const report = await checked(serverOf(plain), serverOf(other, { checkWritable: lacking('RESTORE') }));
    expect(verdictsOf(report, 'copy', 'live-copy', 'file-import')).toEqual(['blocked', 'blocked', 'blocked']);
    expect(report.recommended).toBeNull();
    expect(checkText(report)).toContain('because the user may not use the command RESTORE');
  });

  it('is told in full also where another route is recommended', async () => {
    const report = await checked(serverOf(plain, { checkReadable: lacking('DUMP') }), serverOf(other));
    expect(report.recommended).toBe('file-import');
    const text = checkText(report);
    expect(text).toMatch(/What stands in the way of copy\n {2}ERROR [^\n]*\[access\.read\]\n/);
    expect(text).toContain('because the user may not use the command DUMP');
    expect(checkText(report, true).split('[access.read]')).toHaveLength(2);
  });

  it('does so where nobody knows what the source is, or its databases cannot be paired', async () => {
    const failure = await lacking('INFO')().catch((error: unknown) => error as Failure);
    const look = () => Promise.resolve({ profile: plain, refused: failure });
    const unseen = await checked(serverOf(plain, { look }), serverOf(other));
    expect(verdictsOf(unseen, 'copy', 'file-import')).toEqual(['blocked', 'blocked']);
    const unpaired = judgePair(profileOf({ holds: { 0: 1, 1: 1 } }), other, NO_KINDS, {
      target: { database: 1 },
    });
    expect(verdictsOf(unpaired, 'copy', 'file-import')).toEqual(['blocked', 'blocked']);
  });

  it('does not block the import of a file that the target loads itself', async () => {
    const source: FoundSource = {
      profile: plain,
      facts: null,
      place: SELF_MANAGED,
      refusals: [],
      name: { url: 'dump.rdb', host: null, port: 6379, cacheId: null },
      kinds: NO_KINDS,
      sample: null,
      file: { ...FILE, rdbVersion: 12, writer: { product: 'redis', version: '8.0.2' } },
    };
    const target = { server: serverOf(other, { checkWritable: lacking('RESTORE') }), address: ADDRESS };
    const report = await checkFile(source, target, AbortSignal.timeout(5000));
    expect(verdictsOf(report, 'copy', 'file-import')).toEqual(['blocked', 'ready']);
  });
});

it('goes on where the keys may be read, but not be looked at', async () => {
  const report = await checked(serverOf(plain, { sampleKeys: lacking('TYPE') }), serverOf(other));
  expect(accessOf(report)).toEqual(['warning access.sample TYPE']);
  expect(report).toMatchObject({ status: 'ready', sample: null, kinds: { complete: false } });
  const lost = new Failure('connect.lost', { what: 'a', why: 'b', next: 'c' });
  const failing = serverOf(plain, { sampleKeys: () => Promise.reject(lost) });
  await expect(checked(failing, serverOf(other))).rejects.toBe(lost);
});

it('says why it was not rehearsed', async () => {
  const rehearse = () => Promise.reject(new Error('must not be called'));
  const source = serverOf(plain, { checkReadable: lacking('DUMP') });
  const report = await checked(source, serverOf(other), { rehearse });
  expect(report).toMatchObject({
    rehearsal: null,
    notRehearsed: 'the user may not use the command DUMP',
  });
  expect(checkText(report).replace(/\s+/g, ' ')).toContain(
    'rehearsal not rehearsed: the user may not use the command DUMP',
  );
  expect(await checked(source, serverOf(other))).not.toHaveProperty('notRehearsed');
});
