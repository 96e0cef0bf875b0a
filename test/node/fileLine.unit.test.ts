import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FileLine } from '../../src/node/fileLine';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function lineOn(isTTY: boolean, whole: number | null): { line: FileLine; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { line: new FileLine(stream, whole), written };
}

it('shows how far it is on a terminal, ten times a second at most, and clears that', () => {
  const { line, written } = lineOn(true, 400_000_000);
  line.show({ bytes: 1, keys: 1 });
  vi.advanceTimersByTime(150);
  line.show({ bytes: 100_000_000, keys: 12_345 });
  line.show({ bytes: 110_000_000, keys: 13_000 });
  line.end();
  expect(written).toEqual(['\rReading: 100 MB (25 %), 12,345 keys\u001b[K', '\r\u001b[K']);
});

it('knows no share of a pipe', () => {
  const { line, written } = lineOn(true, null);
  vi.advanceTimersByTime(150);
  line.show({ bytes: 5_000_000, keys: 2 });
  expect(written).toEqual(['\rReading: 5 MB, 2 keys\u001b[K']);
});

it('says nothing where nobody watches', () => {
  const { line, written } = lineOn(false, 10);
  vi.advanceTimersByTime(1000);
  line.show({ bytes: 5, keys: 1 });
  line.end();
  expect(written).toEqual([]);
});
