import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CopyChoice } from '../../src/app/desk/copyChoice';
import { idOfPlanned, strangeEnd } from '../../src/app/desk/checkEnd';
import { Migrations } from '../../src/app/desk/migrations';
import type { MigrationChange } from '../../src/app/desk/migrations';
import { Profiles } from '../../src/app/desk/profiles';
import type { Run } from '../../src/app/desk/run';
import { Signal } from '../../src/app/desk/signal';
import { WizardSession } from '../../src/app/panel/wizard/wizardSession';
import { KeptFindings } from '../../src/app/panel/wizard/keptFindings';
import type { TextFiles } from '../../src/app/panel/wizard/keptFindings';
import type { WizardWorld } from '../../src/app/panel/wizard/wizardWorld';
import type { WizardShown } from '../../src/bridge/wizardView';
import type { StepRow, WizardBody, WizardView } from '../../src/bridge/wizardView';
import { Failure } from '../../src/core/model/failure';
import type { RunDetail } from '../../src/core/model/runDetail';
import { SAMPLE } from '../core/rules/evidenceOf';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';
import { MapMemory, LineLog, endpoint, finished, interrupted, progress, running, verified } from './samples';

const source = endpoint('a');
const target = endpoint('b');
const third = endpoint('c');
const PASSWORD = 'correct horse battery staple';
const choice: CopyChoice = { onConflict: 'replace', verify: { kind: 'full' } };

const report = judgePair(
  profileOf({
    version: '7.0.15',
    rdbVersion: 10,
    keys: 50_000,
    databases: [{ index: 0, keys: 50_000, expiring: 0, hashesWithFieldTtl: 0 }],
  }),
  profileOf({ runId: 'other', product: 'valkey', version: '8.1.1', rdbVersion: 11 }),
  { counts: new Map(), keys: 0, complete: true },
);

/** Files of a window, and of the next. */
function mapFiles(): TextFiles & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (name) => Promise.resolve(texts.get(name) ?? null),
    write: (name, text) => {
      texts.set(name, text);
      return Promise.resolve();
    },
  };
}

async function setUp(
  change: MigrationChange = {},
  world: Partial<WizardWorld> = {},
  files: TextFiles = mapFiles(),
) {
  const migrations = new Migrations(new MapMemory(), { now: () => 0 });
  const ends = { sourceId: source.id, targetId: target.id };
  await migrations.create('m', ends, choice, change);
  const shown: WizardView[] = [];
  const log = new LineLog();
  const runs: Run[] = [];
  const changed = new Signal<undefined>();
  const look = vi.fn<WizardWorld['look']>(() => Promise.resolve({ kind: 'checked', report }));
  const verify = vi.fn<WizardWorld['verify']>(() => Promise.resolve({ kind: 'ended', result: verified() }));
  const run = vi.fn<WizardWorld['run']>(() => Promise.resolve());
  const pause = vi.fn<(id: string, paused: boolean) => void>();
  const cancel = vi.fn<(id: string) => void>();
  const setPace = vi.fn<(id: string, pace: number | null) => void>();
  const session = new WizardSession({
    id: 'm',
    migrations,
    find: (id) => [source, target, third].find((one) => one.id === id),
    profiles: new Profiles(() => Promise.reject(new Error('unused')), log),
    runs: {
      find: (id) => runs.find((one) => one.id === id),
      pause,
      cancel,
      setPace,
      onDidChange: (listener) => changed.listen(listener),
    },
    history: { of: () => [], latenciesOf: () => [], detailOf: () => null },
    isTrusted: () => true,
    look,
    verify,
    readGates: () => Promise.reject(new Error('unused')),
    kept: new KeptFindings(files, 'm', '1.0.0', () => false),
    hideKeyNames: () => false,
    post: ({ view }: WizardShown) => shown.push(view),
    run,
    clock: { now: () => 0 },
    log,
    ...world,
  });
  const setRun = (one: Run): void => {
    runs.splice(0, runs.length, one);
    changed.fire(undefined);
  };
  /** What the page shows once everything has settled. */
  const view = async (): Promise<WizardView> => {
    await vi.advanceTimersByTimeAsync(200);
    const last = shown.at(-1);
    if (last === undefined) throw new Error('nothing was shown');
    return last;
  };
  return { session, migrations, shown, log, look, verify, run, pause, cancel, setPace, view, setRun };
}

function body<Step extends WizardBody['step']>(view: WizardView, step: Step) {
  if (view.body.step !== step) throw new Error(`it shows ${view.body.step}`);
  return view.body as Extract<WizardBody, { step: Step }>;
}

function row({ steps }: WizardView, step: StepRow['step']): StepRow | undefined {
  return steps.find((one) => one.step === step);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('WizardSession', () => {
  it('finds out what the ends are, and again once a run has changed the target', async () => {
    const open = vi.fn(() => Promise.reject(new Error('unreachable')));
    const profiles = new Profiles(open, new LineLog());
    const { session, view } = await setUp({ step: 'verify' }, { profiles });
    session.receive({ type: 'wizard.ready' });
    await view();
    expect(open.mock.calls).toHaveLength(2);
    await view();
    expect(open.mock.calls).toHaveLength(2);
    profiles.forget(target.id);
    await view();
    expect(open.mock.calls).toHaveLength(3);
  });

  it('checks for a cache that is yet to be created, starts nothing into it, and keeps the choice for the real one', async () => {
    const planned = strangeEnd(idOfPlanned('valkey-8.2,cluster=3'));
    const find: WizardWorld['find'] = (id) => [source, target, planned].find((one) => one?.id === id);
    const open = vi.fn(() => Promise.reject(new Error('unreachable')));
    const profiles = new Profiles(open, new LineLog());
    const rare: CopyChoice = { ...choice, keysPerSecond: 7 };
    const { session, look, run, verify, migrations, view } = await setUp(
      { targetId: planned?.id ?? '', choice: rare },
      { find, profiles },
    );
    session.receive({ type: 'wizard.ready' });
    const { ends, actions } = await view();
    expect(ends.target).toEqual({
      name: 'a new cache',
      address: 'valkey-8.2,cluster=3',
      server: 'yet to be created',
    });
    expect(open.mock.calls).toHaveLength(1);
    expect(actions.find(({ label }) => label === 'Swap')?.unblock).toMatch(/yet to be created/);
    session.receive({ type: 'ends.swap' });
    session.receive({ type: 'step.go', step: 'check' });
    await view();
    expect(look.mock.calls[0]?.slice(0, 2)).toEqual([source, planned]);
    session.receive({ type: 'step.go', step: 'route' });
    const routes = await view();
    expect(body(routes, 'route').steps).not.toEqual([]);
    expect(routes.actions.find(({ label }) => label === 'Rehearse')?.unblock).toMatch(
      /^Create the cache first/,
    );
    session.receive({ type: 'copy.rehearse' });
    session.receive({ type: 'step.go', step: 'run' });
    const stopped = await view();
    expect(body(stopped, 'run')).toMatchObject({
      headline: 'The target is yet to be created',
      notes: [expect.stringMatching(/^Create the cache first/) as string, expect.any(String) as string],
    });
    expect(stopped.actions.map(({ label }) => label)).toEqual(['Back', 'Choose Target…']);
    expect([row(stopped, 'verify')?.state, row(stopped, 'cutOver')?.state]).toEqual(['blocked', 'blocked']);
    for (const type of ['run.start', 'gates.check'] as const) session.receive({ type });
    session.receive({ type: 'verify.start', repair: false });
    await view();
    expect([run.mock.calls, verify.mock.calls]).toEqual([[], []]);
    session.receive(stopped.actions.at(-1)?.ask);
    expect(run.mock.calls.at(-1)?.[0]).toEqual({ type: 'end.choose', end: 'target' });

    session.setEnd('target', target.id);
    const real = await view();
    expect(body(real, 'check').pair?.target?.name).toBe('b');
    expect(look.mock.calls.at(-1)?.slice(0, 2)).toEqual([source, target]);
    expect(migrations.find('m')?.choice).toEqual(rare);
  });

  it('says beside an end that it is not reached, and offers a tunnel where the check fails for that', async () => {
    const failure = new Failure('connect.dns', {
      what: 'Could not connect',
      why: 'no such name',
      next: 'Dig.',
    });
    const profiles = new Profiles(
      ({ id }) => Promise.reject(id === target.id ? failure : new Failure('connect.auth', failure)),
      new LineLog(),
    );
    const look = vi.fn<WizardWorld['look']>(() =>
      Promise.resolve({ kind: 'failed', failure, failedAt: target }),
    );
    const { session, view, run } = await setUp({}, { profiles, look });
    session.receive({ type: 'wizard.ready' });
    const { ends, body: shown } = await view();
    expect([ends.source?.server, ends.target?.server]).toEqual(['cannot connect', 'cannot be reached']);
    expect(shown).toMatchObject({ ends: [{}, { shown: { server: 'cannot be reached' } }] });
    session.receive({ type: 'step.go', step: 'check' });
    const { actions } = await view();
    const tunnel = actions.find(({ label }) => label === 'Set Up a Tunnel…');
    expect(tunnel?.ask).toEqual({ type: 'tunnel.setUp', end: 'target' });
    session.receive(tunnel?.ask);
    expect(run.mock.calls.at(-1)?.[0]).toEqual({ type: 'tunnel.setUp', end: 'target' });
    look.mockResolvedValue({
      kind: 'failed',
      failure: new Failure('connect.auth', failure),
      failedAt: target,
    });
    session.receive({ type: 'check.again' });
    expect((await view()).actions.map(({ label }) => label)).toEqual([
      'Back',
      'Show Log',
      'Edit Endpoint…',
      'Continue',
      'Retry',
    ]);
  });

  it('connects to no end by itself in a folder that is not trusted', async () => {
    const open = vi.fn(() => Promise.reject(new Error('unreachable')));
    const profiles = new Profiles(open, new LineLog());
    const { session, view } = await setUp({ step: 'verify' }, { profiles, isTrusted: () => false });
    session.receive({ type: 'wizard.ready' });
    await view();
    expect(open).not.toHaveBeenCalled();
  });

  it('begins with nothing chosen, and says what unblocks each step', async () => {
    const { session, view, look } = await setUp({ sourceId: null, targetId: null });
    session.receive({ type: 'wizard.ready' });
    const first = await view();
    expect(first.title).toBe('New Migration');
    expect(row(first, 'check')).toMatchObject({
      state: 'blocked',
      unblock: 'Choose a source and a target first.',
    });
    expect(first.actions.at(-1)).toMatchObject({ label: 'Continue', unblock: expect.any(String) as string });
    session.receive({ type: 'step.go', step: 'run' });
    expect((await view()).body.step).toBe('ends');
    expect(look).not.toHaveBeenCalled();
  });

  it('checks by itself on the way to the check, then leads to the routes and the recommended one', async () => {
    const { session, view, look, migrations } = await setUp();
    session.receive({ type: 'step.go', step: 'check' });
    expect(body(await view(), 'check').view?.verdict).toBe('ready');
    expect(look).toHaveBeenCalledOnce();
    session.receive({ type: 'step.go', step: 'route' });
    const routes = body(await view(), 'route');
    expect(look).toHaveBeenCalledOnce();
    expect(routes.routes.find(({ recommended }) => recommended)?.name).toBe('Copy (ours)');
    expect(routes.routes.find(({ chosen }) => chosen)?.route).toBe('copy');
    expect(routes.copy?.what).toBe('50,000 of 50,000 keys');
    session.receive({ type: 'step.go', step: 'run' });
    expect(body(await view(), 'run').state).toBe('idle');
    expect(migrations.find('m')).toMatchObject({ step: 'run', route: 'copy' });
  });

  it('counts the chosen verification to the time in which writes stop', async () => {
    const { session, view } = await setUp({ step: 'route', choice: { ...choice, verify: { kind: 'full' } } });
    session.receive({ type: 'wizard.ready' });
    const copyRow = async () => body(await view(), 'route').routes.find(({ route }) => route === 'copy');
    const full = await copyRow();
    expect(full?.basis).toMatch(/; a full verification is counted with it/);
    session.receive({ type: 'copy.set', setting: 'verify', value: 'none' });
    const none = await copyRow();
    expect(none?.basis).toMatch(/; without a verification$/);
    expect(none?.downtime).not.toBe(full?.downtime);
  });

  it('tells how many keys a choice takes, and some by name unless they are hidden', async () => {
    const key = (name: string) => ({
      key: new TextEncoder().encode(name),
      database: 0,
      kind: 'string' as const,
      bytes: 9,
      expires: false,
    });
    const sample = { ...SAMPLE, keys: 3, complete: false, seen: ['user:1', 'user:2', 'cart:1'].map(key) };
    const look = () => Promise.resolve({ kind: 'checked' as const, report: { ...report, sample } });
    const change = { step: 'route', choice: { ...choice, match: 'user:*' } } as const;
    const { session, view, migrations } = await setUp(change, { look });
    session.receive({ type: 'wizard.ready' });
    expect(body(await view(), 'route').copy).toMatchObject({
      what: 'About 33,333 of 50,000 keys are chosen',
      examples: ['user:1', 'user:2'],
    });
    await migrations.change('m', { choice: { ...choice, match: 'none' } });
    expect(body(await view(), 'route').copy?.what).toBe(
      'Hardly any of 50,000 keys: none of those looked at is chosen',
    );
    const hiding = await setUp(change, { look, hideKeyNames: () => true });
    hiding.session.receive({ type: 'wizard.ready' });
    const hidden = await hiding.view();
    expect(body(hidden, 'route').copy?.what).toContain('About 33,333');
    expect(JSON.stringify(hidden)).not.toContain('cart:1');
    expect(JSON.stringify(hidden)).not.toContain('"user:1"');
  });

  it('judges by the databases that are chosen, and anew where others are', async () => {
    const files = mapFiles();
    const source = profileOf({ holds: { 0: 500, 1: 300 } });
    const cluster = profileOf({ runId: 'other', mode: 'cluster', databaseLimit: 1 });
    const kinds = { counts: new Map(), keys: 0, complete: true };
    const look = vi.fn<WizardWorld['look']>((_source, _target, _signal, databases) =>
      Promise.resolve({ kind: 'checked', report: judgePair(source, cluster, kinds, {}, databases) }),
    );
    const { session, view, migrations } = await setUp({ step: 'route' }, { look }, files);
    const onward = async (): Promise<string | null | undefined> => (await view()).actions.at(-1)?.unblock;
    session.receive({ type: 'wizard.ready' });
    await view();
    expect(await onward()).toContain('choose a route first');
    const databases = [
      { source: 0, target: 0 },
      { source: 1, target: 0, prefix: 'app1:' },
    ];
    await migrations.change('m', { choice: { ...choice, databases } });
    expect(await onward()).toBeNull();
    expect(body(await view(), 'route').copy?.databases).toHaveLength(2);
    expect(look).toHaveBeenCalledTimes(2);
    // Not for anything else that is chosen.
    await migrations.change('m', { choice: { ...choice, databases, repair: true } });
    await view();
    expect(look).toHaveBeenCalledTimes(2);
    session.dispose();
    // The next window shows what was found for these.
    const again = await setUp({ step: 'route', choice: { ...choice, databases } }, { look }, files);
    again.session.receive({ type: 'wizard.ready' });
    expect((await again.view()).actions.at(-1)?.unblock).toBeNull();
    expect(look).toHaveBeenCalledTimes(2);
    // On a step that does not show it, it is only forgotten.
    await again.migrations.change('m', { choice, step: 'ends' });
    expect(row(await again.view(), 'check')?.state).toBe('todo');
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('after a reload of the window stands where it was, and looks again where it must', async () => {
    const { session, view, look } = await setUp({ step: 'route', route: 'copy' });
    session.receive({ type: 'wizard.ready' });
    expect(body(await view(), 'route').routes.length).toBeGreaterThan(0);
    session.receive({ type: 'wizard.ready' });
    await view();
    expect(look).toHaveBeenCalledOnce();
  });

  it('shows the check of the window before, of when it was, until it is made anew', async () => {
    const files = mapFiles();
    const before = await setUp({ step: 'route' }, { clock: { now: () => 5_000 } }, files);
    before.session.receive({ type: 'wizard.ready' });
    const shown = body(await before.view(), 'route');
    before.session.dispose();
    const { session, view, look } = await setUp({ step: 'route' }, { clock: { now: () => 900_000 } }, files);
    session.receive({ type: 'wizard.ready' });
    expect(body(await view(), 'route')).toEqual(shown);
    expect(shown.checkedAt).toBe(5_000);
    expect(look).not.toHaveBeenCalled();
    session.receive({ type: 'check.again' });
    expect(body(await view(), 'route').checkedAt).toBe(900_000);
    expect(look).toHaveBeenCalledOnce();
    // Of another pair it tells nothing.
    const other = await setUp({ step: 'check', targetId: third.id }, {}, files);
    other.session.receive({ type: 'wizard.ready' });
    await other.view();
    expect(other.look).toHaveBeenCalledOnce();
    // Damaged, it is made anew.
    for (const [name, text] of files.texts) files.texts.set(name, text.slice(0, -9));
    const damaged = await setUp({ step: 'check' }, {}, files);
    damaged.session.receive({ type: 'wizard.ready' });
    await damaged.view();
    expect(damaged.look).toHaveBeenCalledOnce();
  });

  it('shows the differences that the window before found, unless a run has begun since', async () => {
    const files = mapFiles();
    const differences = [
      { key: btoa('gone'), db: 0, kinds: ['missing' as const], detail: 'not in the target' },
    ];
    const result = verified({ status: 'incomplete', differences, differencesTotal: 1 });
    const world = { verify: () => Promise.resolve({ kind: 'ended' as const, result }) };
    const change = { step: 'verify', route: 'copy', runId: 'run-1' } as const;
    const before = await setUp(change, world, files);
    before.setRun(finished());
    before.session.receive({ type: 'verify.start', repair: false });
    const { groups } = body(await before.view(), 'verify');
    expect(groups).toHaveLength(1);
    const proof = before.migrations.find('m')?.proof ?? null;
    before.session.dispose();
    const next = await setUp({ ...change, proof }, {}, files);
    next.setRun(finished());
    next.session.receive({ type: 'wizard.ready' });
    expect(body(await next.view(), 'verify').groups).toEqual(groups);
    const later = await setUp({ ...change, proof: { ...proof, at: 77 } as typeof proof }, {}, files);
    later.setRun(finished());
    later.session.receive({ type: 'wizard.ready' });
    expect(body(await later.view(), 'verify')).toMatchObject({ state: 'none', groups: [] });
  });

  it('tells at which end the check failed, and connects to nothing in Restricted Mode', async () => {
    const failure = new Failure('connect.refused', {
      what: 'Could not connect',
      why: 'closed',
      next: 'Start it.',
    });
    const failing = await setUp(
      { step: 'check' },
      {
        look: () => Promise.resolve({ kind: 'failed', failure, failedAt: target }),
      },
    );
    failing.session.receive({ type: 'wizard.ready' });
    expect(body(await failing.view(), 'check').problem).toMatchObject({ why: 'closed', end: 'target' });
    const look = vi.fn<WizardWorld['look']>();
    const restricted = await setUp({ step: 'check' }, { isTrusted: () => false, look });
    restricted.session.receive({ type: 'wizard.ready' });
    expect(body(await restricted.view(), 'check').problem?.why).toContain('Restricted Mode');
    expect(look).not.toHaveBeenCalled();
  });

  it('forgets what it found when another end is chosen, and swaps', async () => {
    const { session, view, migrations } = await setUp();
    session.receive({ type: 'step.go', step: 'check' });
    await view();
    session.setEnd('target', third.id);
    expect(row(await view(), 'route')?.state).toBe('blocked');
    session.receive({ type: 'ends.swap' });
    expect(migrations.find('m')).toMatchObject({ sourceId: third.id, targetId: source.id });
    session.setEnd('target', third.id);
    expect(migrations.find('m')).toMatchObject({ sourceId: source.id, targetId: third.id });
  });

  it('changes what the copy is to do by the words of its lists', async () => {
    const { session, migrations } = await setUp();
    session.receive({ type: 'copy.set', setting: 'onConflict', value: 'skip' });
    session.receive({ type: 'copy.set', setting: 'pace', value: 'auto' });
    session.receive({ type: 'copy.set', setting: 'repair', value: 'on' });
    session.receive({ type: 'copy.set', setting: 'verify', value: 'sample' });
    expect(migrations.find('m')?.choice).toEqual({
      onConflict: 'skip',
      autoPace: true,
      repair: true,
      verify: { kind: 'sample', keys: 10_000 },
    });
    session.receive({ type: 'copy.set', setting: 'verify', value: 'none' });
    session.receive({ type: 'copy.set', setting: 'pace', value: 'full' });
    expect(migrations.find('m')?.choice).toEqual({ onConflict: 'skip' });
    session.receive({ type: 'copy.set', setting: 'pace', value: 'limited' });
    expect(migrations.find('m')?.choice).toEqual({ onConflict: 'skip', keysPerSecond: 5_000 });
  });

  it('starts only our routes, and none that is blocked', async () => {
    const { session, run, view } = await setUp({ step: 'route' });
    session.receive({ type: 'wizard.ready' });
    await view();
    session.receive({ type: 'route.choose', route: 'file-import' });
    session.receive({ type: 'run.start' });
    expect(run).not.toHaveBeenCalled();
    session.receive({ type: 'step.go', step: 'run' });
    const byHand = body(await view(), 'run');
    expect(byHand.state).toBe('byHand');
    expect(byHand.steps.join()).toContain('BGSAVE');
    session.receive({ type: 'route.choose', route: 'live-copy' });
    session.receive({ type: 'run.start' });
    session.receive({ type: 'route.choose', route: 'copy' });
    session.receive({ type: 'run.start' });
    expect(run.mock.calls.map(([errand]) => errand.type)).toEqual(['run.start']);
  });

  it('says what it is the way back of, also in the next window, until its ends are others', async () => {
    const { session, migrations, view } = await setUp({ wayBackOf: 'there' });
    session.receive({ type: 'wizard.ready' });
    expect(body(await view(), 'ends').notice).toEqual([]);
    await migrations.create('there', { sourceId: target.id, targetId: source.id }, choice);
    const [first, second] = body(await view(), 'ends').notice;
    expect(first).toMatch(/^This is the way back of the migration b → a, begun .*1970/);
    expect(second).toMatch(/made once: stop the writes to a before .* what was deleted there stays in b\.$/);
    session.setEnd('target', third.id);
    expect(body(await view(), 'ends').notice).toEqual([]);
  });

  it('shows a run, and pauses and cancels none but its own, whatever a message names', async () => {
    const { session, view, setRun, pause, cancel, run } = await setUp({
      step: 'run',
      route: 'copy',
      runId: 'run-1',
    });
    setRun(running());
    const going = body(await view(), 'run');
    expect(going.state).toBe('running');
    expect(going.figures[0]).toEqual({ label: 'Done', value: '62 %', note: '31,204 of 50,000 keys' });
    session.receive({ type: 'run.pause', run: 'run-of-another' });
    session.receive({ type: 'run.cancel', id: 'run-of-another' });
    expect(pause.mock.calls).toEqual([['run-1', true]]);
    expect(cancel.mock.calls).toEqual([['run-1']]);
    session.receive({ type: 'run.start' });
    session.receive({ type: 'copy.rehearse' });
    session.receive({ type: 'end.choose', end: 'source' });
    expect(run).not.toHaveBeenCalled();
    setRun(running({ paused: true }));
    expect((await view()).actions.at(-1)?.label).toBe('Resume');
    session.receive({ type: 'run.resume' });
    expect(pause).toHaveBeenLastCalledWith('run-1', false);
    setRun(interrupted());
    expect(body(await view(), 'run').state).toBe('interrupted');
    session.receive({ type: 'run.resume' });
    expect(run.mock.calls.map(([errand]) => errand.type)).toEqual(['run.resume']);
  });

  it('shows a run in its parts, and has it go at another pace', async () => {
    const error = { reason: 'refused', count: 7, examples: [btoa('one'), btoa('two')] };
    const detail: RunDetail = {
      parts: [
        { node: '10.0.0.1:7000', database: 0, keys: 10_000, bytes: 1_000, total: 40_000 },
        { node: '10.0.0.2:7000', database: 0, keys: 500, bytes: 20, total: 0 },
      ],
      errors: [error],
      retries: [{ end: 'target', code: 'server.memory', times: 2 }],
    };
    const latencies = [{ seconds: 1, source: 0.5, target: null }];
    const history = { of: () => [], latenciesOf: () => latencies, detailOf: () => detail };
    const change = { step: 'run', route: 'copy', runId: 'run-1' } as const;
    const { session, view, setRun, setPace } = await setUp(change, { history });
    setRun(running({ pace: 12_000 }));
    const going = body(await view(), 'run');
    expect(going.latencies).toEqual(latencies);
    expect(going.parts).toEqual({
      columns: ['Shard', 'Keys', 'Of', 'Done', 'Written'],
      rows: [
        { name: '10.0.0.1:7000', cells: ['10,000', '40,000', '25 %', '1 kB'] },
        { name: '10.0.0.2:7000', cells: ['500', 'not known', '', '20 B'] },
      ],
    });
    expect(going.errors).toEqual([{ reason: 'refused', count: '7', examples: ['one', 'two'] }]);
    expect(going.rows).toContainEqual({
      label: 'Tried again',
      value: '2 times: Waiting for the target: it is full (maxmemory)',
    });
    expect(going.pace?.stops[going.pace.at]).toEqual({
      keysPerSecond: 12_000,
      text: 'At most 12,000 keys a second',
    });
    session.receive({ type: 'run.pace', keysPerSecond: 200, run: 'run-of-another' });
    session.receive({ type: 'run.pace', keysPerSecond: null });
    session.receive({ type: 'run.pace', keysPerSecond: -1 });
    expect(setPace.mock.calls).toEqual([
      ['run-1', 200],
      ['run-1', null],
    ]);
    setRun(running());
    const { pace } = body(await view(), 'run');
    expect(pace?.stops[pace.at]).toEqual({ keysPerSecond: null, text: 'As fast as it goes' });
    const hiding = await setUp(change, { history, hideKeyNames: () => true });
    hiding.setRun(running());
    expect(body(await hiding.view(), 'run').errors).toEqual([
      { reason: 'refused', count: '7', examples: [] },
    ]);
  });

  it('groups what was not copied by its reason', async () => {
    const { view, setRun } = await setUp({ step: 'run', route: 'copy', runId: 'run-1' });
    const entry = (key: string, reason: string) => ({ key: btoa(key), db: 0, type: 'hash' as const, reason });
    setRun(
      finished({
        status: 'incomplete',
        quarantine: [entry('one', 'too large'), entry('two', 'refused'), entry('three', 'refused')],
      }),
    );
    expect(body(await view(), 'run').errors).toEqual([
      { reason: 'refused', count: '2', examples: ['two', 'three'] },
      { reason: 'too large', count: '1', examples: ['one'] },
    ]);
  });

  it('verifies beside the run, keeps what it came to, and forgets it when a new run begins', async () => {
    const { session, view, setRun, verify, migrations } = await setUp({
      step: 'verify',
      route: 'copy',
      runId: 'run-1',
    });
    setRun(finished());
    session.receive({ type: 'verify.start', repair: false });
    expect(verify).toHaveBeenCalledOnce();
    expect(body(await view(), 'verify')).toMatchObject({
      state: 'finished',
      headline: 'Both ends are equal',
    });
    expect(migrations.find('m')?.proof).toMatchObject({ equal: true, mode: 'full' });
    session.began({ runId: 'run-2' });
    expect(migrations.find('m')).toMatchObject({ runId: 'run-2', proof: null });
    setRun(finished());
    expect(body(await view(), 'verify').state).toBe('none');
  });

  it('keeps what was done, in order and small, for the report and the next window', async () => {
    const files = mapFiles();
    let now = 1_000;
    const clock = { now: () => now };
    const differing = (differencesTotal: number, repaired = 0) =>
      verified({
        status: 'incomplete',
        differences: [{ key: btoa('user:secret'), db: 0, kinds: ['value'], detail: 'another value' }],
        differencesTotal,
        keys: { ...verified().keys, repaired },
      });
    const ends = [differing(598), differing(3_909), differing(480, 3_429), verified()];
    const verify: WizardWorld['verify'] = (_state, _repair, { onProgress }) => {
      now += 10_000;
      onProgress(progress());
      now += 1_000;
      return Promise.resolve({ kind: 'ended', result: ends.shift() ?? verified() });
    };
    const change = { step: 'verify', route: 'copy', runId: 'run-1', rehearsalId: 'run-0' } as const;
    const { session, view, setRun } = await setUp(change, { verify, clock }, files);
    session.receive({ type: 'wizard.ready' });
    setRun({ ...finished(), endedAt: finished().startedAt + 12_000 });
    await view();
    now = finished().startedAt + 20_000;
    for (const repair of [false, false, true, false]) {
      session.receive({ type: 'verify.start', repair });
      await view();
    }
    const told = session
      .state()
      ?.history.events.map((event) => [
        event.kind,
        (event.begunAt - finished().startedAt) / 1000,
        (event.endedAt - finished().startedAt) / 1000,
        event.compared?.differences,
        event.compared?.repaired,
      ]);
    expect(told).toEqual([
      ['copy', 0, 12, undefined, undefined],
      ['verification', 30, 31, 598, 0],
      ['verification', 41, 42, 3_909, 0],
      ['repair', 52, 53, 480, 3_429],
      ['verification', 63, 64, 0, 0],
    ]);
    const kept = files.texts.get('m.history.json') ?? '';
    expect(kept).not.toContain(btoa('user:secret'));
    expect(kept.length).toBeLessThan(1_500);
    const history = session.state()?.history;
    session.dispose();
    const next = await setUp(change, { kept: new KeptFindings(files, 'm', '2.0.0', () => true) }, files);
    next.setRun({ ...finished(), endedAt: finished().startedAt + 12_000 });
    next.session.receive({ type: 'wizard.ready' });
    await next.view();
    expect(next.session.state()?.history).toEqual(history);
    next.session.began({ runId: 'run-2' });
    expect(next.session.state()?.history).toEqual(history);
  });

  it('keeps a verification that could not be carried out as one that failed, and none that was not begun', async () => {
    const failure = new Failure('connect.dns', { what: 'No', why: 'no such name', next: 'Dig.' });
    const outcomes = [null, { kind: 'failed' as const, failure }];
    const verify = () => Promise.resolve(outcomes.shift() ?? null);
    const change = { step: 'verify', route: 'copy', runId: 'run-1' } as const;
    const { session, view, setRun, migrations } = await setUp(change, { verify });
    setRun(finished());
    for (const repair of [true, false]) {
      session.receive({ type: 'verify.start', repair });
      await view();
    }
    expect(session.state()?.history.events.map(({ kind, status }) => [kind, status])).toEqual([
      ['verification', 'failed'],
      ['copy', 'done'],
    ]);
    expect(migrations.find('m')?.proof).toBeNull();
  });

  it('names differences by kind, unless names are kept to ourselves', async () => {
    const differences = [
      { key: btoa('gone'), db: 0, kinds: ['missing' as const], detail: 'not in the target' },
      { key: btoa('other'), db: 3, kinds: ['value' as const, 'expiry' as const], detail: 'another field' },
    ];
    const result = verified({ status: 'incomplete', differences, differencesTotal: 2 });
    const world = { verify: () => Promise.resolve({ kind: 'ended' as const, result }) };
    const { session, view, setRun } = await setUp({ step: 'verify', route: 'copy', runId: 'run-1' }, world);
    setRun(finished());
    session.receive({ type: 'verify.start', repair: true });
    const { groups } = body(await view(), 'verify');
    expect(groups.map(({ kind, count }) => `${kind} ${count}`)).toEqual([
      'Missing in the target 1',
      'With another value 1',
      'With another expiry 1',
    ]);
    expect(groups[0]?.keys).toEqual([{ key: 'gone', database: '0', detail: 'Not in the target' }]);
    const hiding = await setUp(
      { step: 'verify', route: 'copy', runId: 'run-1' },
      { ...world, hideKeyNames: () => true },
    );
    hiding.setRun(finished());
    hiding.session.receive({ type: 'verify.start', repair: true });
    expect(JSON.stringify(await hiding.view())).not.toContain('gone');
  });

  it('refuses to verify what has not been copied to its end', async () => {
    const { session, verify, setRun } = await setUp({ step: 'run', route: 'copy', runId: 'run-1' });
    setRun(running());
    session.receive({ type: 'verify.start', repair: true });
    setRun(finished({ status: 'failed' }));
    session.receive({ type: 'verify.start', repair: true });
    expect(verify).not.toHaveBeenCalled();
  });

  it('drops and logs what is none of its messages, without repeating it', async () => {
    const { session, log, run, shown } = await setUp();
    const hostile = [
      { type: 'run.everything', secret: PASSWORD },
      { type: 'x'.repeat(5_000_000) },
      'run.start',
      null,
      { type: 'copy.set', setting: 'constructor', value: 'replace' },
    ];
    for (const message of hostile) session.receive(message);
    await vi.advanceTimersByTimeAsync(500);
    expect(log.lines).toHaveLength(hostile.length);
    expect(log.lines.join()).not.toContain(PASSWORD);
    expect(log.lines.join().length).toBeLessThan(1000);
    expect(run).not.toHaveBeenCalled();
    expect(shown).toEqual([]);
  });

  it('tells the page at most ten times a second, and the last change always', async () => {
    const { shown, setRun } = await setUp({ step: 'run', route: 'copy', runId: 'run-1' });
    for (let ms = 0; ms < 1000; ms += 5) {
      setRun(running({ progress: progress({ bytes: ms }) }));
      await vi.advanceTimersByTimeAsync(5);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(shown.length).toBeLessThanOrEqual(12);
    const [last] = shown.slice(-1);
    expect(last === undefined ? '' : JSON.stringify(last)).toContain('"Written","value":"995 B"');
  });

  it('is over when it is disposed of, and does not stop the run', async () => {
    const { session, shown, setRun, cancel } = await setUp({ step: 'run', route: 'copy', runId: 'run-1' });
    setRun(running());
    session.dispose();
    setRun(running({ paused: true }));
    await vi.advanceTimersByTimeAsync(500);
    expect(shown).toEqual([]);
    expect(cancel).not.toHaveBeenCalled();
  });

  it('says nothing when its migration was discarded', async () => {
    const { session, migrations, shown, run } = await setUp();
    await migrations.remove('m');
    session.receive({ type: 'wizard.ready' });
    session.receive({ type: 'run.start' });
    await vi.advanceTimersByTimeAsync(500);
    expect(shown).toEqual([]);
    expect(run).not.toHaveBeenCalled();
  });
});
