import type { Mode } from '../model/profile';
import { Room } from '../room';
import type { ReadingMemory } from '../room';
import { BIG_KEY_BYTES } from './plan';
import type { CopyPlan } from './plan';

/** Bytes that a copy may take, program included: unless told otherwise, and at least. */
export const MAX_MEMORY = { usual: 200e6, least: 150e6 };
/** What the program takes before it holds any value (measured). */
const PROGRAM_BYTES = 72e6;

/** Replies are kept at least so far where memory allows, should keys turn out larger than was to be expected. */
const UNEXPECTED_BYTES = 32 << 20;

/** How much of what a copy reads and writes may be held at once. In bytes. */
export interface MemoryBudget {
  /** Payload that a batch aims for. */
  readonly batchBytes: number;
  /** Keys that take more are copied part by part. */
  readonly bigKeyBytes: number;
  /** A payload that must be decoded and written anew takes several times its size: a larger one goes part by part. */
  readonly reencodedBytes: number;
  /** Payloads that are being written, before another batch is let in. */
  readonly writingBytes: number;
  readonly reading: ReadingMemory;
}

/**
 * Shares out what a copy may hold. At the worst there are small batches being written, and then one key as large as may be;
 * of a cluster two: one that is written while one of another node is read. What was let go and is not collected yet comes
 * on top, and what the system's allocator then keeps for itself: where there is little memory, less of it is shared out.
 */
export function memoryBudget(
  { maxMemory = MAX_MEMORY.usual, bigKeyBytes = BIG_KEY_BYTES }: Pick<CopyPlan, 'maxMemory' | 'bigKeyBytes'>,
  source: Mode,
): MemoryBudget {
  const held = maxMemory - PROGRAM_BYTES;
  const tight = Math.min(1, held / (MAX_MEMORY.usual - PROGRAM_BYTES)) ** 2;
  const largest = (source === 'cluster' ? held * 0.3 : held / 2) * tight;
  const mostKeyBytes = Math.min(bigKeyBytes, Math.floor(largest));
  const batchBytes = Math.min(1 << 20, Math.floor(held / 64));
  return {
    batchBytes,
    bigKeyBytes: mostKeyBytes,
    reencodedBytes: Math.floor(held / 32),
    writingBytes: Math.min(16 * batchBytes, Math.floor(held / 8)),
    reading: {
      room: new Room(Math.min(16 * batchBytes, Math.floor(held / 8))),
      keptBytes: Math.max(mostKeyBytes, Math.min(UNEXPECTED_BYTES, Math.floor(largest))),
      spareBytes: Math.floor((held / 4) * tight),
    },
  };
}
