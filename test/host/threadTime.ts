import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** What became of the time of this thread since it began, in milliseconds. */
export interface ThreadTime {
  /** It had the processor. */
  readonly ran: number;
  /** It could have gone on, and the processor had another one: what is measured less this is the same on a busy machine. */
  readonly stolen: number;
}

/** Asks the system; where that does not tell, as on all but Linux, nothing was stolen, and the event loop tells when it was busy. */
export function threadTime(): ThreadTime {
  try {
    const [ran, waited] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return { ran: Number(ran) / 1e6, stolen: Number(waited) / 1e6 };
  } catch {
    return { ran: performance.eventLoopUtilization().active, stolen: 0 };
  }
}
