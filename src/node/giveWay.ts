import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lowers the priority of the calling thread, where the machine knows such a thing (Linux): whoever else of the process
 * wants to run, the thread that holds its event loop first of all, goes first. Elsewhere nothing happens.
 */
export function giveWay(): void {
  try {
    const thread = /\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1];
    if (thread !== undefined) setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A priority is a courtesy: the copy goes without.
  }
}
