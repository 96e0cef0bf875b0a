import type { Mode } from '../model/profile';
import { t } from '../model/t';

/** What a server is, in a sentence: `the source is standalone`. */
export function modeName(mode: Mode): string {
  return mode === 'cluster' ? t('cluster') : t('standalone');
}
