import { expect, test } from 'vitest';
import { runSteps } from '../../src/app/desk/steps';
import type { Move, Step } from '../../src/app/desk/steps';

/** Steps that answer from a script and write down what they were asked. */
function scripted(moves: Move[], hidden: ReadonlySet<number> = new Set()): { steps: Step<string[]>[] } {
  const steps = [1, 2, 3].map((number) => ({
    about: `question ${String(number)}`,
    applies: () => !hidden.has(number),
    ask: (
      asked: string[],
      { step, total, canGoBack }: { step: number; total: number; canGoBack: boolean },
    ) => {
      asked.push(`${String(number)}: ${String(step)}/${String(total)}${canGoBack ? ' back' : ''}`);
      return Promise.resolve(moves.shift() ?? 'cancel');
    },
  }));
  return { steps };
}

test('asks one after the other', async () => {
  const asked: string[] = [];
  expect(await runSteps(asked, scripted(['next', 'next', 'next']).steps)).toBe(true);
  expect(asked).toEqual(['1: 1/3', '2: 2/3 back', '3: 3/3 back']);
});

test('leaves out what does not apply, on the way back as well', async () => {
  const asked: string[] = [];
  const { steps } = scripted(['next', 'back', 'next', 'next'], new Set([2]));
  expect(await runSteps(asked, steps)).toBe(true);
  expect(asked).toEqual(['1: 1/2', '3: 2/2 back', '1: 1/2', '3: 2/2 back']);
});

test('the first that applies has no way back', async () => {
  const asked: string[] = [];
  await runSteps(asked, scripted(['cancel'], new Set([1])).steps);
  expect(asked).toEqual(['2: 1/2']);
});

test('begins where it is told, with the way back to the earlier ones', async () => {
  const asked: string[] = [];
  const { steps } = scripted(['back', 'next', 'next', 'next']);
  expect(await runSteps(asked, steps, 'question 2')).toBe(true);
  expect(asked).toEqual(['2: 2/3 back', '1: 1/3', '2: 2/3 back', '3: 3/3 back']);
});

test.each(['question 2', 'question 4'])('begins with the first where %s is not asked', async (from) => {
  const asked: string[] = [];
  await runSteps(asked, scripted(['cancel'], new Set([2])).steps, from);
  expect(asked).toEqual(['1: 1/2']);
});

test('leaving ends it', async () => {
  const asked: string[] = [];
  expect(await runSteps(asked, scripted(['next', 'cancel']).steps)).toBe(false);
  expect(asked).toHaveLength(2);
});
