import type { DifferenceKind } from '../model/verification';
import type { FunctionLibrary, KeySink, KeySource } from '../ports';
import { sameBytes } from './sameBytes';
import type { VerifyTally } from './verifyTally';
import { stored } from '../model/stored';

/**
 * Compares function libraries by name and code, both ways.
 * @param repair loads what is missing, and again what differs where that may be replaced; null to load nothing
 * @throws Failure
 */
export async function compareLibraries(
  ports: { readonly source: KeySource; readonly target: KeySource & KeySink },
  tally: VerifyTally,
  repair: { readonly replace: boolean } | null,
  signal: AbortSignal,
): Promise<void> {
  const [source, target] = await Promise.all([
    ports.source.libraries(signal),
    ports.target.libraries(signal),
  ]);
  const differs = async (library: FunctionLibrary, kind: DifferenceKind, detail: string): Promise<void> => {
    const outcome = repair === null ? null : await ports.target.loadLibrary(library, repair.replace, signal);
    if (outcome?.kind === 'restored') tally.repairedLibrary();
    else {
      const refused = outcome?.kind === 'refused' ? [stored('it was not repaired: {0}', outcome.reason)] : [];
      tally.differentLibrary(library.name, kind, [detail, ...refused].join('; '));
    }
  };
  const held = new Map(target.map((library) => [library.name, library.code]));
  const names = new Set(source.map(({ name }) => name));
  for (const library of source) {
    const other = held.get(library.name);
    if (other === undefined)
      await differs(library, 'missing', stored('the function library is not in the target'));
    else if (!sameBytes(library.code, other))
      await differs(library, 'value', stored('the function library has other code'));
  }
  for (const { name } of target) {
    if (!names.has(name))
      tally.differentLibrary(name, 'extra', stored('only the target holds this function library'));
  }
}
