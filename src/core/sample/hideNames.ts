import { toBase64 } from '../model/base64';
import type { KeySample } from '../model/keySample';

const HIDDEN = toBase64(new TextEncoder().encode('(hidden)'));

/** The same look at keys without a name of a key, or the beginning of one, so that none gets into what is said of it. */
export function hideNames(sample: KeySample): KeySample {
  return {
    ...sample,
    largest: sample.largest.map((one) => ({ ...one, key: HIDDEN })),
    prefixes: sample.prefixes.map((one, index) => ({ ...one, prefix: `(hidden ${String(index + 1)})` })),
  };
}
