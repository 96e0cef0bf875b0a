import type { checkParts } from '../core/rules/check';
import type { CheckRdb } from '../core/rules/checkRdb';
import { openRdbFile } from './rdbFile';
import { systemClock } from './systemClock';

/** A CheckRdb of the files of this machine. @param load loads the rules, when the first file is checked */
export function checkRdb(load: () => Promise<{ readonly checkParts: typeof checkParts }>): CheckRdb {
  return async (path, target, signal, choice) => {
    const rules = await load();
    const file = await openRdbFile(path);
    try {
      const source = { path, parts: file.parts(), now: systemClock.now() };
      return await rules.checkParts(source, target, signal, choice);
    } finally {
      await file.close();
    }
  };
}
