import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/core/copy/checkpoint';
import { KeptRun } from '../../src/node/keptRun';
import { listRuns } from '../../src/node/listRuns';
import { pruneRuns } from '../../src/node/pruneRuns';
import { writeRunDocument } from '../../src/node/runDocument';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 4, 4);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-runs-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const known = { product: 'redis', mode: 'standalone', runId: 'abc' } as const;
const head = {
  startedAt: NOW - DAY_MS,
  source: { address: { host: 'a', port: 1, tls: false } },
  target: { address: { host: 'b', port: 2, tls: true }, endpoint: 'cache' },
};

function checkpoint(state: Checkpoint['state'], copied: number): Checkpoint {
  const keys = { scanned: copied + 1, copied, skipped: 1, excluded: 0, expired: 0, quarantined: 0 };
  const counts = { keys, bytes: 10 * copied, functions: 0, losses: [], quarantine: [] };
  const scan = (database: number) => ({
    position: { node: '', runId: 'abc', database, slots: '', cursor: '7' },
    counts,
  });
  return {
    ...{ state, plan: { onConflict: 'skip' }, source: known, target: { ...known, evictedKeys: 0 } },
    ...{ seconds: 3, total: 100, libraries: null, notices: [] },
    ...(state === 'finished' ? { scans: [], counted: counts } : { scans: [scan(0), scan(1)] }),
  };
}

/** A run as a process left it. */
function leave(run: string, savedAt: number, state: Checkpoint['state'] = 'finished'): string {
  const path = join(folder, `${run}.json`);
  const document = { ...head, run, savedAt, checkpoint: checkpoint(state, 4) };
  writeFileSync(path, writeRunDocument(document));
  return path;
}

const states = async (): Promise<unknown> =>
  Object.fromEntries((await listRuns(folder)).map(({ run, state }) => [run, state]));

describe('the list of kept runs', () => {
  it('tells how far each has come, the last one first', async () => {
    leave('old', NOW - 2, 'underWay');
    leave('new', NOW - 1);
    writeFileSync(join(folder, 'damaged.json'), '{"format":"elasticache-migrator run"}');
    writeFileSync(join(folder, 'notes.txt'), 'no run');
    mkdirSync(join(folder, 'folder.json'));
    const [first, second, ...others] = await listRuns(folder);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ run: 'new', state: 'finished', keys: { copied: 4 }, bytes: 40 });
    expect(second).toEqual({
      ...head,
      ...{ run: 'old', path: join(folder, 'old.json'), state: 'interrupted', savedAt: NOW - 2 },
      ...{ plan: { onConflict: 'skip' }, seconds: 3, total: 100, bytes: 80 },
      keys: { scanned: 10, copied: 8, skipped: 2, excluded: 0, expired: 0, quarantined: 0 },
    });
  });

  it('knows a run that a process carries out, and one whose process was killed', async () => {
    const kept = await KeptRun.create(folder, { ...head, run: 'mine' });
    await kept.save(checkpoint('underWay', 1));
    const left = leave('left', NOW, 'underWay');
    writeFileSync(`${left}.lock`, JSON.stringify({ host: hostname(), pid: 4_000_000, began: '1' }));
    expect(await states()).toEqual({ mine: 'running', left: 'interrupted' });
    await kept.release();
    expect(await states()).toEqual({ mine: 'interrupted', left: 'interrupted' });
  });

  it('is empty where there is no folder', async () => {
    expect(await listRuns(join(folder, 'none'))).toEqual([]);
  });
});

describe('discarding a run', () => {
  it('removes it, unless a process carries it out', async () => {
    const kept = await KeptRun.create(folder, { ...head, run: 'mine' });
    await kept.save(checkpoint('underWay', 1));
    await expect(KeptRun.discard(folder, 'mine')).rejects.toMatchObject({
      ...{ code: 'run.underWay', what: `Could not remove the run ${join(folder, 'mine.json')}` },
    });
    expect(await states()).toEqual({ mine: 'running' });
    await kept.release();
    await KeptRun.discard(folder, 'mine');
    await KeptRun.discard(folder, 'mine');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('pruning', () => {
  it('removes finished runs after 30 days, and those before the last 50', async () => {
    leave('interrupted', NOW - 400 * DAY_MS, 'underWay');
    leave('month', NOW - 31 * DAY_MS);
    leave('weeks', NOW - 29 * DAY_MS);
    await pruneRuns(folder, NOW);
    expect(await states()).toEqual({ interrupted: 'interrupted', weeks: 'finished' });
    for (let index = 0; index < 60; index++) leave(`run-${String(index)}`, NOW - index);
    await pruneRuns(folder, NOW);
    const left = Object.keys((await states()) as object);
    expect(left).toHaveLength(51);
    expect(left).toContain('interrupted');
    expect(left).toContain('run-49');
    expect(left).not.toContain('run-50');
  });

  it('removes what killed processes left long ago, and no lock that is held', async () => {
    const kept = await KeptRun.create(folder, { ...head, run: 'held' });
    const old = ['a.json.partial', 'a.json.lock', 'a.json.lock.0-1', 'held.json.lock', 'theirs.txt'];
    for (const name of old) {
      const path = join(folder, name);
      if (!existsSync(path)) writeFileSync(path, 'left');
      utimesSync(path, (NOW - 31 * DAY_MS) / 1000, (NOW - 31 * DAY_MS) / 1000);
    }
    writeFileSync(join(folder, 'b.json.partial'), 'new');
    expect(statSync(join(folder, 'b.json.partial')).mtimeMs).toBeGreaterThan(NOW - DAY_MS);
    await pruneRuns(folder, NOW);
    expect(readdirSync(folder).sort()).toEqual(['b.json.partial', 'held.json.lock', 'theirs.txt']);
    await kept.release();
  });
});
