/** At most ten a second: an eye needs no more, and the page is not to be busy with drawing. */
const EVERY_MS = 100;

/** Does something when asked, but not more often than ten times a second; the last asking is never lost. */
export class Coalesced {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private doneAt = -Infinity;
  private over = false;

  /** @param act never throws */
  constructor(private readonly act: () => void) {}

  /** Has it done soon: several askings in a row are one, since the last of them knows the most. */
  ask(): void {
    if (this.timer !== undefined || this.over) return;
    const wait = Math.max(0, this.doneAt + EVERY_MS - performance.now());
    this.timer = setTimeout(() => {
      this.now();
    }, wait);
  }

  /** Has it done at once. */
  now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.doneAt = performance.now();
    this.act();
  }

  /** Nothing is done any more. */
  dispose(): void {
    this.over = true;
    clearTimeout(this.timer);
  }
}
