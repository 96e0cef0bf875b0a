import type { Clock } from '../core/ports';

/** This machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
