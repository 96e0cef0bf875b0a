import { findingId } from './findingItem';

/** Brings the finding of a rule before the user, whatever the filters say. False where there is none. */
export function showFinding(root: HTMLElement, rule: string): boolean {
  const find = (): HTMLElement | null => root.querySelector<HTMLElement>(`#${CSS.escape(findingId(rule))}`);
  if (find() === null) {
    for (const select of root.querySelectorAll('select')) {
      select.value = '';
      select.dispatchEvent(new Event('change'));
    }
  }
  const found = find();
  if (found === null) return false;
  found.closest('details')?.setAttribute('open', '');
  found.scrollIntoView({ block: 'start' });
  found.focus({ preventScroll: true });
  return true;
}
