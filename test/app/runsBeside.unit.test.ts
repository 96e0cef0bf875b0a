import { expect, it } from 'vitest';
import type { Run } from '../../src/app/desk/run';
import { runsBeside } from '../../src/app/desk/runsBeside';
import { finished, running } from './samples';

const ends = { source: { id: 'id-c', name: 'c' }, target: { id: 'id-b', name: 'b' } };

it('tells of a run that writes into the same target just now', () => {
  expect(runsBeside([running(), finished()], ends)).toEqual([
    'a → b writes into b just now: of a key that both copy, the last one stays.',
  ]);
  expect(runsBeside([running()], { ...ends, target: { id: 'id-d', name: 'd' } })).toEqual([]);
});

it('tells of a copy of the same ends that was interrupted, unless a later one was completed', () => {
  const run: Run = { ...finished({ status: 'cancelled' }), resumable: true };
  const same = { ...ends, source: run.source };
  expect(runsBeside([run], same)).toEqual([
    'A copy of these two was interrupted. Resume Run goes on with it instead.',
  ]);
  expect(runsBeside([{ ...run, overtaken: true }], same)).toEqual([]);
  expect(runsBeside([run], ends)).toEqual([]);
});
