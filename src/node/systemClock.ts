import { setTimeout as wait } from 'node:timers/promises';
import type { Sleep } from '../core/copy/pace';
import type { Clock } from '../core/ports';

/** This machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Waits in real time. */
export const systemSleep: Sleep = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
};
