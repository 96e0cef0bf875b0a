import type { KeySource } from '../ports';
import { sameBytes } from './sameBytes';
import type { VerifyTally } from './verifyTally';

/** Compares function libraries by name and code, both ways. @throws Failure */
export async function compareLibraries(
  ports: { readonly source: KeySource; readonly target: KeySource },
  tally: VerifyTally,
  signal: AbortSignal,
): Promise<void> {
  const [source, target] = await Promise.all([
    ports.source.libraries(signal),
    ports.target.libraries(signal),
  ]);
  const held = new Map(target.map((library) => [library.name, library.code]));
  const names = new Set(source.map(({ name }) => name));
  for (const { name, code } of source) {
    const other = held.get(name);
    if (other === undefined)
      tally.differentLibrary(name, 'missing', 'the function library is not in the target');
    else if (!sameBytes(code, other))
      tally.differentLibrary(name, 'value', 'the function library has other code');
  }
  for (const { name } of target) {
    if (!names.has(name))
      tally.differentLibrary(name, 'extra', 'only the target holds this function library');
  }
}
