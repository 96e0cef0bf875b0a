/** A part of a page that is drawn anew when what it shows has changed; focus and what was opened stay where they were. */
export class Part {
  private drawn = '';

  constructor(readonly element: HTMLElement) {}

  /** @param shown all that `make` draws from */
  draw(shown: unknown, make: () => readonly HTMLElement[]): void {
    const now = JSON.stringify(shown);
    if (now === this.drawn) return;
    this.drawn = now;
    const { element } = this;
    const focused = element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const open = [...element.querySelectorAll('details[open][id]')].map(({ id }) => id);
    element.replaceChildren(...make());
    for (const id of open) element.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute('open', '');
    if (focused === undefined || focused === '') return;
    element.querySelector<HTMLElement>(`[id="${CSS.escape(focused)}"]`)?.focus();
  }
}
