import { describe, expect, it, vi } from 'vitest';
import { CheckSession } from '../../src/app/panel/checkSession';
import type { CheckWorld } from '../../src/app/panel/checkSession';
import type { CheckedPair } from '../../src/app/desk/checkPair';
import type { HostMessage } from '../../src/bridge/messages';
import type { Endpoint } from '../../src/core/model/endpoint';
import { Failure } from '../../src/core/model/failure';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';

const source: Endpoint = { id: 's', name: 'orders', address: { host: 'old', port: 6379, tls: false } };
const target: Endpoint = { id: 't', name: 'valkey', address: { host: 'new', port: 6379, tls: false } };
const refused: CheckedPair = {
  kind: 'failed',
  failure: new Failure('connect.refused', { what: 'Could not connect', why: 'closed', next: 'Start it.' }),
  failedAt: target,
};

function setUp(change: Partial<CheckWorld> = {}) {
  const said: HostMessage[] = [];
  const look = vi.fn<CheckWorld['look']>(() => Promise.resolve(refused));
  const run = vi.fn<CheckWorld['run']>();
  const warn = vi.fn<(message: string) => void>();
  const session = new CheckSession({
    ids: { source: 's', target: 't' },
    find: (id) => [source, target].find((endpoint) => endpoint.id === id),
    isTrusted: () => true,
    look,
    keep: () => undefined,
    post: (message) => said.push(message),
    run,
    clock: { now: () => 0 },
    log: { info: () => undefined, warn, error: () => undefined },
    ...change,
  });
  return { session, said, look, run, warn };
}

describe('CheckSession', () => {
  it('checks when the page is ready, and tells at which end it failed', async () => {
    const { session, said } = setUp();
    session.receive({ type: 'page.ready', showsCheck: false });
    await vi.waitFor(() => {
      expect(said).toHaveLength(2);
    });
    expect(said[0]?.type).toBe('check.started');
    expect(said[1]).toMatchObject({ type: 'check.failed', problem: { why: 'closed', end: 'target' } });
  });

  it('says where a tunnel may help, and hands on that one is wanted', async () => {
    const unknown = new Failure('connect.dns', {
      what: 'Could not connect',
      why: 'no such name',
      next: 'Dig.',
    });
    const look = vi.fn<CheckWorld['look']>(() =>
      Promise.resolve({ kind: 'failed', failure: unknown, failedAt: source }),
    );
    const { session, said, run, warn } = setUp({ look });
    await session.check();
    expect(said.at(-1)).toMatchObject({ problem: { end: 'source', outOfReach: true } });
    expect(warn).toHaveBeenCalledWith('Could not connect: no such name. Dig. (connect.dns)');
    session.receive({ type: 'tunnel.setUp', end: 'source' });
    expect(run).toHaveBeenCalledWith({ type: 'tunnel.setUp', end: 'source' });
    look.mockResolvedValue(refused);
    await session.check();
    expect(said.at(-1)).toMatchObject({ type: 'check.failed', problem: { end: 'target' } });
    expect(JSON.stringify(said.at(-1))).not.toContain('outOfReach');
  });

  it('asks no server after a reload as long as the page has a check to show', () => {
    const { session, look } = setUp();
    session.receive({ type: 'page.ready', showsCheck: true });
    expect(look).not.toHaveBeenCalled();
    session.receive({ type: 'check.again' });
    expect(look).toHaveBeenCalledOnce();
  });

  it('says again what it said when the page comes back from being hidden', async () => {
    const { session, said, look } = setUp();
    await session.check();
    session.receive({ type: 'page.ready', showsCheck: false });
    expect(said.map(({ type }) => type)).toEqual(['check.started', 'check.failed', 'check.failed']);
    expect(look).toHaveBeenCalledOnce();
  });

  it('drops the outcome of a check that another one overtook or that was closed', async () => {
    const ends: (() => void)[] = [];
    const signals: AbortSignal[] = [];
    const { session, said } = setUp({
      look: (_source, _target, signal) => {
        signals.push(signal);
        return new Promise((resolve) => {
          ends.push(() => {
            resolve(refused);
          });
        });
      },
    });
    const first = session.check();
    const second = session.check();
    expect(signals[0]?.aborted).toBe(true);
    session.dispose();
    expect(signals[1]?.aborted).toBe(true);
    for (const end of ends) end();
    await Promise.all([first, second]);
    expect(said.map(({ type }) => type)).toEqual(['check.started', 'check.started']);
  });

  it('connects to nothing in Restricted Mode, or when an end was removed', async () => {
    const restricted = setUp({ isTrusted: () => false });
    await restricted.session.check();
    expect(restricted.look).not.toHaveBeenCalled();
    expect(restricted.said[0]).toMatchObject({ type: 'check.failed', problem: { end: null } });
    const gone = setUp({ find: (id) => (id === 's' ? source : undefined) });
    await gone.session.check();
    expect(gone.look).not.toHaveBeenCalled();
    expect(gone.said[0]).toMatchObject({ problem: { why: 'the target is no longer among the endpoints' } });
  });

  it('shows a finding now, or when the check that goes on has come about, and never again by itself', async () => {
    const profile = profileOf();
    const report = judgePair(profile, null, { counts: new Map(), keys: 0, complete: true });
    const look = vi.fn<CheckWorld['look']>(() => Promise.resolve({ kind: 'checked', report }));
    const { session, said } = setUp({ ids: { source: 's', target: null }, look });
    session.showFinding('rdb.version');
    session.receive({ type: 'page.ready', showsCheck: false });
    await vi.waitFor(() => {
      expect(said.at(-1)).toMatchObject({ type: 'check.finished', show: 'rdb.version' });
    });
    // The page was not there yet when the check began: it is told once it is, and there is one check only.
    expect(said.map(({ type }) => type)).toEqual([
      'check.started',
      'check.started',
      'check.finished',
      'check.finished',
    ]);
    expect(look).toHaveBeenCalledOnce();
    session.receive({ type: 'page.ready', showsCheck: true });
    expect(said.at(-1)).not.toHaveProperty('show');
    session.showFinding('tls.target');
    expect(said.at(-1)).toMatchObject({ type: 'check.finished', show: 'tls.target' });
    await session.check();
    expect(said.at(-1)).not.toHaveProperty('show');
  });

  it('hands a report on in the form asked for, and checks first where the page shows one of before a reload', async () => {
    const profile = profileOf();
    const report = judgePair(profile, null, { counts: new Map(), keys: 0, complete: true });
    const { session, run } = setUp({
      ids: { source: 's', target: null },
      look: vi.fn<CheckWorld['look']>(() => Promise.resolve({ kind: 'checked', report })),
    });
    session.receive({ type: 'report.export', format: 'json' });
    await vi.waitFor(() => {
      expect(run).toHaveBeenCalledWith({ type: 'report.open', format: 'json', report });
    });
    session.receive({ type: 'report.export', format: 'markdown' });
    expect(run).toHaveBeenLastCalledWith({ type: 'report.open', format: 'markdown', report });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('hands nothing on when that check fails', async () => {
    const { session, said, run } = setUp();
    session.receive({ type: 'report.export', format: 'json' });
    await vi.waitFor(() => {
      expect(said.at(-1)?.type).toBe('check.failed');
    });
    await session.check();
    expect(run).not.toHaveBeenCalled();
  });

  it('passes errands on, and nothing else', () => {
    const { session, run, warn } = setUp();
    session.receive({ type: 'copy.open', target: 'another' });
    expect(run).toHaveBeenCalledWith({ type: 'copy.open' });
    session.receive({ type: 'run.everything' });
    expect(run).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledOnce();
  });
});
