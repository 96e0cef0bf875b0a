import { describe, expect, it } from 'vitest';
import { Unheld } from '../../../src/redis/cluster/unheld';

const masters = (...ids: readonly string[]) => ({
  masters: ids.map((id, index) => ({ id, host: 'h', port: index })),
});

describe('what replicas are not known to hold', () => {
  it('is lost with a master whose replica takes its place, and told once', () => {
    const unheld = new Unheld();
    unheld.of('a').wrote();
    expect(unheld.isLost(masters('a', 'b'), masters('x', 'b'))).toBe(true);
    expect(unheld.isLost(masters('a', 'b'), masters('x', 'b'))).toBe(false);
  });

  it('is not lost once they hold the last of it', () => {
    const unheld = new Unheld();
    const marks = unheld.of('a');
    const first = marks.wrote();
    const second = marks.wrote();
    marks.held(first);
    const other = new Unheld().of('a');
    other.held(other.wrote());
    expect(unheld.isLost(masters('a'), masters('a', 'x'))).toBe(false);
    marks.held(second);
    expect(unheld.isLost(masters('a'), masters('x'))).toBe(false);
    marks.wrote();
    expect(unheld.isLost(masters('a'), masters('x'))).toBe(true);
  });

  it('is not lost with another master, or by moving slots to masters that there are', () => {
    const unheld = new Unheld();
    unheld.of('a').wrote();
    expect(unheld.isLost(masters('a', 'b'), masters('a', 'x'))).toBe(false);
    expect(unheld.isLost(masters('a', 'b'), masters('b'))).toBe(false);
    expect(unheld.isLost(masters('a', 'b'), masters('a', 'b', 'c'))).toBe(false);
  });
});
