import { t } from '../model/t';

/** What a node is among those that hold the same data. */
export function roleName(role: 'primary' | 'replica'): string {
  return role === 'primary' ? t('primary') : t('replica');
}
