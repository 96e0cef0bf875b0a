import { afterAll, expect, vi } from 'vitest';
import { language, words } from '../src/core/model/t';

// Unit tests share a process and its modules: a file that left another language or another clock behind would change what
// those after it see, and which these are differs from run to run.
const cwd = process.cwd();
const env = { ...process.env };

afterAll(() => {
  expect({ words: words(), language: language() }).toEqual({ words: {}, language: undefined });
  expect(vi.isFakeTimers()).toBe(false);
  expect(process.cwd()).toBe(cwd);
  expect({ ...process.env }).toEqual(env);
  expect(process.exitCode).toBeUndefined();
});
