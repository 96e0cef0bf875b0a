import type { ListCaches } from '../core/ports';
import { askCloud } from '../core/rules/askCloud';
import type { Check } from '../core/rules/check';

/** The check, asking AWS about ends that have the name of an ElastiCache endpoint if the user wants that. */
export function checkBy(
  asksAws: boolean,
  check: Check,
  listCaches: ListCaches,
  warn: (text: string) => void,
): Check {
  return asksAws ? askCloud(check, listCaches, { info: warn, warn, error: warn }) : check;
}
