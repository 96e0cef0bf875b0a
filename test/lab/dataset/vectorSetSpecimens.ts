import type { Prng } from './prng';
import { type RedisCommand, type Specimen, times } from './specimen';

/** Vector sets of the three quantizations, one with attributes (Redis 8 only). */
export function vectorSetSpecimens(prng: Prng): Specimen[] {
  return (['Q8', 'NOQUANT', 'BIN'] as const).map((quantization) => {
    const key = `vectors:${quantization.toLowerCase()}`;
    const vector = (): string[] => times(8, () => (prng.fraction() * 2 - 1).toFixed(4));
    const commands: RedisCommand[] = times(20, (index) => [
      ...(['VADD', key, 'VALUES', 8, ...vector(), `item:${String(index)}`, quantization] as const),
    ]);
    commands.push(['VSETATTR', key, 'item:0', '{"year":2100}']);
    return { kind: 'vectorset', key, commands };
  });
}
