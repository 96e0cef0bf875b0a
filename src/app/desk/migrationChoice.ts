import type { CopyChoice } from './copyChoice';
import type { Settings } from './settings';

/**
 * What the copy of a new migration does unless it is told otherwise: what the settings say, and it is proved. A rehearsal
 * is asked for on its own.
 * @throws Failure `settings.invalid`
 */
export function migrationChoice(settings: Pick<Settings, 'copyChoice'>): CopyChoice {
  const choice = { verify: { kind: 'full' } as const, ...settings.copyChoice() };
  for (const rehearsing of ['dryRun', 'sample']) Reflect.deleteProperty(choice, rehearsing);
  return choice;
}
