/** Where a step left the user: on to the next, back to the one before, or out of it all. */
export type Move = 'next' | 'back' | 'cancel';

/** Where in the sequence a step stands, for its title; one that stands alone is not counted there. */
export interface Position {
  /** From 1. */
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

/** One question of a sequence. It writes what it learned into the draft. */
export interface Step<D> {
  /** What it asks about, so that the sequence can begin there. */
  readonly about?: string;
  /** False when earlier answers make the question needless. */
  readonly applies?: (draft: D) => boolean;
  readonly ask: (draft: D, position: Position) => Promise<Move>;
}

/**
 * Asks one question after the other, with a way back. True at the end, false when the user left.
 * @param from what to begin with: see Step.about; with the first if no question that applies is about it
 */
export async function runSteps<D>(draft: D, steps: readonly Step<D>[], from?: string): Promise<boolean> {
  const applies = (step: Step<D>): boolean => step.applies?.(draft) ?? true;
  const begin = steps.findIndex((step) => step.about === from && applies(step));
  let index = from === undefined ? 0 : Math.max(begin, 0);
  for (;;) {
    const step = steps[index];
    if (step === undefined) return true;
    if (!applies(step)) {
      index += 1;
      continue;
    }
    const before = steps.slice(0, index).filter(applies).length;
    const total = steps.filter(applies).length;
    const move = await step.ask(draft, { step: before + 1, total, canGoBack: before > 0 });
    if (move === 'cancel') return false;
    if (move === 'next') {
      index += 1;
      continue;
    }
    do index -= 1;
    while (index > 0 && !applies(steps[index] ?? step));
    index = Math.max(index, 0);
  }
}
