import type { Product } from '../model/profile';
import { MEASURED, directiveNamed, isKnown } from './catalogue';
import { targetOf } from './confTarget';
import type { ConfTarget } from './confTarget';
import type { ConfDocument } from './confDocument';

const TOLD = /^\s*#\s*engine:\s*([a-z]+)\s+([\d.]+)\s*$/i;

/** What a line `# engine: valkey 8.1` says; the first one counts. null without one. */
export function toldTarget({ lines }: ConfDocument): ConfTarget | null {
  for (const { text, words } of lines) {
    if (words.length > 0) continue;
    const [, product, version] = TOLD.exec(text) ?? [];
    const target = product === undefined || version === undefined ? null : targetOf(product, version);
    if (target !== null) return target;
  }
  return null;
}

/**
 * The server that takes the most of the file's directives; of several the newest of the product that the file's name
 * names, which is Redis if it names none.
 * @param among which products are asked
 */
export function guessTarget(
  { lines }: ConfDocument,
  fileName: string,
  among: readonly Product[] = ['redis', 'valkey'],
): ConfTarget {
  const directives = new Set(
    lines.flatMap(({ words: [first] }) => (first === undefined ? [] : [directiveNamed(first.value)])),
  );
  const order = /valkey[^/\\]*$/i.test(fileName) ? [...among].reverse() : among;
  const candidates = order.flatMap((product) =>
    MEASURED[product].map((version): ConfTarget => ({ product, version })).reverse(),
  );
  let best: ConfTarget = { product: order[0] ?? 'redis', version: '7.2' };
  let fewest = Infinity;
  for (const candidate of candidates) {
    let strange = 0;
    for (const directive of directives) if (directive !== null && !isKnown(directive, candidate)) strange++;
    if (strange < fewest) {
      fewest = strange;
      best = candidate;
    }
  }
  return best;
}
