import { fieldTtlHash } from './fieldTtlSpecimens';
import type { Prng } from './prng';
import { type Specimen, times, year2100 } from './specimen';

/** Names and shapes of what caches usually hold, with their share of all keys in percent. */
const shapes = [
  { name: 'session', percent: 33 },
  { name: 'counter', percent: 15 },
  { name: 'page', percent: 10 },
  { name: 'user', percent: 15 },
  { name: 'queue', percent: 8 },
  { name: 'tags', percent: 8 },
  { name: 'leaderboard', percent: 8 },
  { name: 'cart', percent: 2 },
  { name: 'events', percent: 1 },
] as const;

type ShapeName = (typeof shapes)[number]['name'];

/** Key number `index` of the bulk: everyday names, sizes mostly small, a third with a time to live. */
export function everydaySpecimen(prng: Prng, index: number, fieldTtl: boolean): Specimen {
  const shape = pick(prng.between(0, 99));
  const specimen = build(prng, shape, `${shape}:${String(index)}`, fieldTtl);
  const expires = prng.chance(shape === 'session' ? 0.9 : 0.05);
  return expires ? { ...specimen, expireAt: year2100 + prng.between(0, 86_400_000) } : specimen;
}

function pick(percent: number): ShapeName {
  let upTo = 0;
  for (const shape of shapes) {
    upTo += shape.percent;
    if (percent < upTo) return shape.name;
  }
  return 'session';
}

function build(prng: Prng, shape: ShapeName, key: string, fieldTtl: boolean): Specimen {
  switch (shape) {
    case 'session':
      return { kind: 'string', key, commands: [['SET', key, prng.bytes(prng.skewed(32, 600))]] };
    case 'counter':
      return { kind: 'string', key, commands: [['SET', key, prng.between(-1000, 1_000_000)]] };
    case 'page':
      return { kind: 'string', key, commands: [['SET', key, '<p>text</p>'.repeat(prng.skewed(5, 400))]] };
    case 'user': {
      const fields = times(prng.skewed(3, 200), (at) => [`f${String(at)}`, prng.text(10)]).flat();
      return { kind: 'hash', key, commands: [['HSET', key, ...fields]] };
    }
    case 'queue': {
      const items = times(prng.skewed(2, 400), () => prng.text(12));
      return { kind: 'list', key, commands: [['RPUSH', key, ...items]] };
    }
    case 'tags': {
      const numbers = prng.chance(0.5);
      const members = times(prng.skewed(2, 700), () => (numbers ? prng.next() : prng.text(8)));
      return { kind: 'set', key, commands: [['SADD', key, ...members]] };
    }
    case 'leaderboard': {
      const members = times(prng.skewed(2, 300), (at) => [
        prng.between(0, 1e6) / 100,
        `p${String(at)}`,
      ]).flat();
      return { kind: 'zset', key, commands: [['ZADD', key, ...members]] };
    }
    case 'cart':
      return fieldTtlHash(prng, key, prng.skewed(2, 40), prng.chance(0.5) ? 'all' : 'mixed', fieldTtl);
    case 'events': {
      const commands = times(
        prng.skewed(2, 60),
        (at) => ['XADD', key, `${String(1_700_000_000_000 + at)}-0`, 'event', prng.text(8)] as const,
      );
      return { kind: 'stream', key, commands };
    }
  }
}
