import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import { goOn } from '../../../src/core/copy/goOn';
import type { Profile } from '../../../src/core/model/profile';
import { profileOf } from '../profileOf';

const cluster = (nodes?: Profile['nodes']): Profile =>
  profileOf({ mode: 'cluster', runId: 'cluster:a', ...(nodes === undefined ? {} : { nodes }) });
const source = profileOf({ runId: 'source' });

const kept = (nodes?: Profile['nodes']): Checkpoint => {
  const { product, mode, runId } = cluster();
  return {
    ...{ state: 'underWay', plan: { onConflict: 'replace' }, seconds: 1, libraries: null, notices: [] },
    source: { product: source.product, mode: source.mode, runId: 'source' },
    target: { product, mode, runId, evictedKeys: 0, ...(nodes === undefined ? {} : { nodes }) },
    scans: [],
  };
};

describe('the target cluster of a run that is resumed', () => {
  it.each([
    ['is the same', { a: '1', b: '2' }, { a: '1', b: '2' }],
    ['has a node more', { a: '1', b: '2' }, { a: '1', b: '2', c: '3' }],
    ['has given the slots of a node to the others', { a: '1', b: '2' }, { b: '2' }],
    ['was kept before nodes were', undefined, { a: '1' }],
  ])('goes on when it %s', (_, before, now) => {
    expect(goOn(kept(before), source, cluster(now), [])).toMatchObject({ anew: false, notices: [] });
  });

  it.each([
    ['is another process', { a: '1', b: '2' }, { a: '1', b: '9' }],
    ['has another in its place', { a: '1', b: '2' }, { a: '1', c: '3' }],
  ])('begins anew when a node %s', (_, before, now) => {
    const { anew, notices, ends } = goOn(kept(before), source, cluster(now), []);
    expect(anew).toBe(true);
    expect(notices.join()).toMatch(/^A node of the target was restarted.*everything is copied again/);
    expect(ends.target.nodes).toEqual(now);
  });
});
