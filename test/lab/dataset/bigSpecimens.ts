import type { Prng } from './prng';
import { inSteps, type RedisArgument, type Specimen, times } from './specimen';

/** One value of every common kind with about `bytes` bytes of content. */
export function bigSpecimens(prng: Prng, bytes: number): Specimen[] {
  const elements = Math.max(1, Math.round(bytes / 100));
  const element = (index: number): string => `${String(index)}:${prng.text(90)}`;
  const collection = (
    kind: Specimen['kind'],
    name: string,
    make: (index: number) => readonly RedisArgument[],
  ): Specimen => {
    const key = `big:${kind}`;
    return { kind, key, commands: inSteps(name, key, times(elements, make).flat()) };
  };
  return [
    { kind: 'string', key: 'big:string', commands: [['SET', 'big:string', prng.bytes(bytes)]] },
    collection('list', 'RPUSH', (index) => [element(index)]),
    collection('set', 'SADD', (index) => [element(index)]),
    collection('hash', 'HSET', (index) => [`f${String(index)}`, element(index)]),
    collection('zset', 'ZADD', (index) => [prng.between(0, 1_000_000), element(index)]),
    {
      kind: 'stream',
      key: 'big:stream',
      commands: times(
        elements,
        (index) => ['XADD', 'big:stream', `${String(index + 1)}-0`, 'v', element(index)] as const,
      ),
    },
  ];
}
