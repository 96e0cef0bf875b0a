import { MEASURED } from './catalogue';
import { compareVersions } from './confTarget';
import type { ConfTarget } from './confTarget';

/**
 * The first and the last version that is known of a server's product, as `4.0` and `8.6`, when it is older or newer; null
 * when it lies between them.
 */
export function beyondKnown({ product, version }: ConfTarget): readonly [first: string, last: string] | null {
  const minors = MEASURED[product].map((one) => one.split('.').slice(0, 2).join('.'));
  const [first, last] = [minors[0] ?? version, minors.at(-1) ?? version];
  const minor = version.split('.').slice(0, 2).join('.');
  const [major = ''] = version.split('.');
  const within =
    version === major
      ? Number(major) >= Number(first.split('.')[0]) && Number(major) <= Number(last.split('.')[0])
      : compareVersions(minor, first) >= 0 && compareVersions(`${minor}.0`, `${last}.0`) <= 0;
  return within ? null : [first, last];
}
