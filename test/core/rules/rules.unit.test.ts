import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/core/model/profile';
import type { ValueKind } from '../../../src/core/model/valueKind';
import { judgePair } from '../judgePair';
import type { WholeReport } from '../../../src/core/model/checkReport';
import { checkMarkdown } from '../../../src/core/report/checkMarkdown';
import { checkText } from '../../../src/core/report/checkText';
import { RULES } from '../../../src/core/rules/registry';
import { BY_RDB } from '../../../src/core/rules/routesBy';
import { profileOf } from '../profileOf';

const NO_KINDS = { counts: new Map<ValueKind, number>(), keys: 0, complete: true };
const redis8 = profileOf({ holds: { 0: 5 } });
const redis7 = profileOf({ version: '7.0.15', rdbVersion: 10, runId: 'seven' });
const valkey8 = profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'other' });
const valkey9 = profileOf({ product: 'valkey', version: '9.1.2', rdbVersion: 80, runId: 'other' });

function findings(
  source: Profile,
  target: Profile,
  kinds: Partial<Record<ValueKind, number>> = { string: 5 },
  complete = true,
): string[] {
  const counts = new Map(Object.entries(kinds) as [ValueKind, number][]);
  const report = judgePair(source, target, { counts, keys: 5, complete });
  expect(report.status).toBe(
    report.findings.some(({ severity }) => severity === 'error') ? 'blocked' : 'ready',
  );
  for (const { message, evidence, fix } of report.findings) {
    expect(message).toMatch(/^[A-Z0-9]/);
    expect(evidence).not.toBe('');
    expect(fix).toMatch(/\.$/);
  }
  const said = report.findings.map(({ rule, severity }) => `${severity} ${rule}`);
  // What is so of every pair of servers of one's own.
  expect(said).toEqual(expect.arrayContaining(['info route.liveCopy', 'info route.target']));
  return said.filter((text) => !text.startsWith('info route.'));
}

it('rules have ids of their own, of two words', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
});

it('finds nothing between equals but which routes there are not', () => {
  expect(findings(redis8, profileOf({ runId: 'other' }))).toEqual([]);
});

describe('each rule speaks exactly when it should', () => {
  it('rdb.version', () => {
    expect(findings(redis8, valkey8)).toEqual(['info rdb.version']);
    expect(findings(redis8, valkey9)).toEqual(['info rdb.version']);
    expect(findings(redis7, valkey8)).toEqual([]);
    expect(findings(valkey9, redis8)).toEqual(['warning target.notEmpty', 'info rdb.version']);
  });

  it('hash.fieldTtl', () => {
    const timed = profileOf({ holds: { 0: 5 }, fieldTtls: 2 });
    expect(findings(timed, valkey8)).toEqual(['warning hash.fieldTtl', 'info rdb.version']);
    expect(findings(timed, valkey9)).toEqual(['info hash.fieldTtl', 'info rdb.version']);
    expect(findings(timed, profileOf({ runId: 'other' }))).toEqual([]);
    const report = judgePair(timed, valkey8, { counts: new Map(), keys: 0, complete: true });
    expect(report.losses).toEqual([{ kind: 'hash-field-ttl', count: 2 }]);
  });

  it('values.encoding', () => {
    const redis6 = profileOf({ version: '6.0.16', rdbVersion: 9, runId: 'six' });
    const redis72 = profileOf({ version: '7.2.6', rdbVersion: 11, runId: 'seven-two' });
    const all = { string: 1, list: 1, set: 1, zset: 1, hash: 1, stream: 1 };
    const title = (source: Profile, target: Profile, kinds: Partial<Record<ValueKind, number>>): string[] =>
      judgePair(source, target, {
        counts: new Map(Object.entries(kinds) as [ValueKind, number][]),
        keys: 6,
        complete: true,
      })
        .findings.filter(({ rule }) => rule === 'values.encoding')
        .map(
          (finding) =>
            `${finding.message.split(':')[0] ?? ''} ${/types ([\d, ]+)/.exec(finding.evidence)?.[1] ?? ''}`,
        );
    expect(title(redis72, redis7, all)).toEqual(['Sets and streams will be re-encoded 20, 21 ']);
    expect(title(redis7, redis6, all)).toEqual([
      'Hashes, lists, sorted sets and streams will be re-encoded 16, 17, 18, 19 ',
    ]);
    expect(title(redis7, redis6, { list: 1, string: 1 })).toEqual(['Lists will be re-encoded 18 ']);
    // Field TTLs have a rule of their own, streams too where there are none.
    expect(title(redis8, valkey8, all)).toEqual([]);
    expect(title(redis72, profileOf({ version: '4.0.14', rdbVersion: 8 }), { stream: 1 })).toEqual([]);
    for (const target of [redis7, redis72, redis8, valkey8, valkey9])
      expect(title(redis6, target, all)).toEqual([]);
  });

  it('stream.support', () => {
    const redis4 = profileOf({ version: '4.0.14', rdbVersion: 8, runId: 'four' });
    expect(findings(redis8, redis4, { stream: 1 })).toEqual(['error stream.support', 'info rdb.version']);
    expect(findings(redis8, redis4, { stream: 1 }, false)).toContain('error stream.support');
    expect(findings(redis8, redis4, { string: 1 })).not.toContain('error stream.support');
    expect(findings(redis8, profileOf({ version: '5.0.14', rdbVersion: 9 }), { stream: 1 })).not.toContain(
      'error stream.support',
    );
  });

  it('stream.idempotency', () => {
    const redis86 = profileOf({ version: '8.6.3', rdbVersion: 13, runId: 'new' });
    for (const target of [valkey8, valkey9, redis8, redis7]) {
      expect(findings(redis86, target, { stream: 2 })).toContain('warning stream.idempotency');
      expect(findings(redis86, target, { string: 2 })).not.toContain('warning stream.idempotency');
    }
    expect(findings(redis86, { ...redis86, runId: 'other' }, { stream: 2 })).toEqual([]);
    expect(findings(redis8, valkey8, { stream: 2 })).not.toContain('warning stream.idempotency');
    const losses = (complete: boolean): unknown =>
      judgePair(redis86, valkey8, { counts: new Map([['stream', 2]]), keys: 2, complete }).losses;
    expect(losses(true)).toEqual([{ kind: 'stream-idempotency', count: 2 }]);
    // The sample may have missed some, and a loss is the most that there can be.
    expect(losses(false)).toEqual([]);
  });

  it('module.types', () => {
    const vectors = profileOf({ holds: { 0: 5 }, modules: ['vectorset'] });
    expect(findings(vectors, valkey8, { module: 3 })).toContain('error module.types');
    expect(findings(vectors, valkey8, { string: 3 })).not.toContain('error module.types');
    expect(findings(vectors, profileOf({ runId: 'other' }), { module: 1 })).toContain('error module.types');
    expect(findings(vectors, profileOf({ runId: 'other', modules: ['vectorset'] }), { module: 1 })).toEqual(
      [],
    );
    const old = profileOf({ version: '6.0.16', rdbVersion: 9, modules: ['ReJSON'] });
    for (const [version, blocked] of [
      ['6.0.16', true],
      ['6.2.14', false],
    ] as const) {
      const target = profileOf({ version, rdbVersion: 9, runId: 'other', modules: ['ReJSON'] });
      expect(findings(old, target, { module: 1 })).toEqual(blocked ? ['error module.types'] : []);
    }
  });

  it('databases.count', () => {
    const far = profileOf({ holds: { 0: 1, 9: 2 } });
    const few = profileOf({ runId: 'other', databaseLimit: 9 });
    expect(findings(far, few)).toEqual(['error databases.count']);
    expect(findings(far, profileOf({ runId: 'other', databaseLimit: 10 }))).toEqual([]);
    expect(findings(far, profileOf({ runId: 'other', databaseLimit: null }))).toEqual([]);
    // One database named in the address is enough for the copy; a stream and a file hold the others too.
    const strings = { counts: new Map([['string', 5]] as const), keys: 5, complete: true };
    const chosen = judgePair(far, few, strings, { source: { database: 0 } });
    expect(chosen.status).toBe('ready');
    const blocked = chosen.routes.filter(({ reasons }) => reasons.includes('databases.count'));
    expect(blocked.map(({ route }) => route).sort()).toEqual([...BY_RDB].sort());
    expect(judgePair(far, few, strings, { source: { database: 9 } }).status).toBe('blocked');
    // So is where each goes, unless one of them goes where there is none, or an address has another say.
    const mapped = (target: number, database?: number) =>
      judgePair(far, few, strings, database === undefined ? {} : { source: { database } }, [
        { source: 0, target: 0 },
        { source: 9, target, prefix: 'app9:' },
      ]);
    expect(mapped(0).status).toBe('ready');
    expect(mapped(0).findings.filter(({ rule }) => rule === 'databases.count')).toMatchObject([
      { severity: 'info', blocks: BY_RDB },
    ]);
    expect(mapped(0).routes.find(({ route }) => route === 'copy')?.verdict).toBe('ready');
    expect(mapped(9).status).toBe('blocked');
    expect(mapped(0, 9).status).toBe('blocked');
  });

  it('the database that an address names is the one whose keys are told, and has to be there', () => {
    const source = profileOf({ holds: { 0: 507 } });
    const strings = { counts: new Map([['string', 5]] as const), keys: 5, complete: true };
    for (const target of [null, profileOf({ runId: 'other' })]) {
      const of = (database: number): WholeReport =>
        judgePair(source, target, strings, { source: { database } });
      expect(of(5).status).toBe('ready');
      expect(checkText(of(5), true).replace(/\s+/g, ' ')).toContain(
        '0 in db5 alone, as its address says (the server holds 507: db0 507)',
      );
      expect(checkMarkdown(of(0))).toContain('Keys: 507 in db0 alone');
      const { status, findings: found } = of(99);
      expect(status).toBe('blocked');
      expect(found.filter(({ rule }) => rule === 'databases.count')).toMatchObject([
        { severity: 'error', evidence: expect.stringMatching(/16 databases/) as string },
      ]);
    }
    expect(checkText(judgePair(source, null, strings), true)).toContain('507 (db0 507)');
  });

  it('functions.support', () => {
    const programmed = profileOf({
      holds: { 0: 1 },
      functionLibraries: 1,
      version: '7.0.15',
      rdbVersion: 10,
    });
    expect(findings(programmed, profileOf({ version: '6.2.14', rdbVersion: 9 }))).toContain(
      'error functions.support',
    );
    expect(findings(programmed, valkey8)).toEqual([]);
    expect(findings(redis7, profileOf({ version: '6.2.14', rdbVersion: 9 }))).not.toContain(
      'error functions.support',
    );
  });

  it('memory.limit', () => {
    const sized = (usedMemory: number, maxMemory: number): Profile =>
      profileOf({ runId: 'other', usedMemory, maxMemory });
    expect(findings(redis8, sized(1, 1_000_000))).toEqual(['warning memory.limit']);
    expect(findings(redis8, sized(1, 1_000_001))).toEqual([]);
    expect(findings(redis8, sized(5_000_000, 1_000_000))).toEqual(['warning memory.limit']);
    expect(findings(redis8, sized(5_000_000, 0))).toEqual([]);
  });

  it('topology.sameServer', () => {
    expect(findings(redis8, profileOf())).toEqual(['error topology.sameServer']);
    // Nothing to copy, nothing to refuse.
    expect(findings(profileOf(), profileOf())).toEqual(['warning topology.sameServer']);
    const named = (sourceDatabase?: number, targetDatabase?: number): string[] =>
      judgePair(profileOf({ holds: { 0: 5, 1: 5 } }), profileOf(), NO_KINDS, {
        source: sourceDatabase === undefined ? {} : { database: sourceDatabase },
        target: targetDatabase === undefined ? {} : { database: targetDatabase },
      })
        .findings.filter(({ rule }) => /sameServer|databases/.test(rule))
        .map(({ severity, rule, blocks }) => `${severity} ${rule} ${String(blocks?.includes('copy'))}`);
    expect(named(1, 1)).toEqual(['error topology.sameServer true']);
    expect(named(1)).toEqual(['error topology.sameServer true']);
    expect(named(0, 1)).toEqual(['warning topology.sameServer false']);
    expect(named(undefined, 1)).toEqual(['error databases.count true', 'warning topology.sameServer false']);
    expect(findings({ ...redis8, runId: '' }, profileOf({ runId: '' }))).toEqual([]);
  });

  it('topology.sameServer, of a replica and of nodes of one cluster', () => {
    const replicationId = 'a'.repeat(40);
    const replica = profileOf({ ...redis8, runId: 'one', replicationId, role: 'replica' });
    const primary = profileOf({ runId: 'two', replicationId });
    expect(findings(replica, primary)).toContain('error topology.sameServer');
    // Two primaries of one id: one was made of a copy of the other.
    expect(findings({ ...replica, role: 'primary' }, primary)).not.toContain('error topology.sameServer');
    expect(findings(replica, profileOf({ runId: 'two', replicationId: 'b'.repeat(40) }))).not.toContain(
      'error topology.sameServer',
    );
    // Whoever may not list all nodes sees another first one.
    const cluster = (runId: string, nodes: Readonly<Record<string, string>>) =>
      profileOf({ ...redis8, mode: 'cluster', databaseLimit: 1, runId, nodes });
    const seen = cluster('cluster:aa', { bb: 'process-b', cc: 'process-c' });
    expect(findings(seen, cluster('cluster:bb', { bb: 'process-b' }))).toContain('error topology.sameServer');
    expect(findings(seen, cluster('cluster:bb', { bb: 'another', dd: '' }))).not.toContain(
      'error topology.sameServer',
    );
  });

  it('target.notEmpty', () => {
    expect(findings(redis8, profileOf({ runId: 'other', holds: { 2: 1 } }))).toEqual([
      'warning target.notEmpty',
    ]);
  });

  it('topology.mode', () => {
    const cluster = profileOf({ runId: 'other', mode: 'cluster' });
    expect(findings(cluster, profileOf())).toEqual([]);
    expect(findings(redis8, cluster)).toEqual(['info cluster.clients']);
    expect(findings(redis8, profileOf({ runId: 'other', role: 'replica' }))).toEqual(['error topology.mode']);
    expect(findings({ ...redis8, role: 'replica' }, profileOf({ runId: 'other' }))).toEqual([
      'info safety.replicaSource',
    ]);
  });
});

it('a check without a target finds nothing and refuses nothing', () => {
  const report = judgePair(redis8, null, {
    counts: new Map([
      ['hash', 1],
      ['string', 4],
    ]),
    keys: 5,
    complete: false,
  });
  expect(report).toMatchObject({
    status: 'ready',
    profile: { source: redis8, target: null },
    routes: [],
    recommended: null,
    plainRestoreRefused: null,
    findings: [],
    losses: [],
  });
  expect(report.kinds).toEqual({
    counts: [
      { kind: 'string', count: 4 },
      { kind: 'hash', count: 1 },
    ],
    sampled: 5,
    complete: false,
  });
});
