import { describe, expect, it } from 'vitest';
import type { RestoreRequest } from '../../../src/core/ports';
import type { BulkSocket } from '../../../src/redis/bulk/bulkSocket';
import { RestoreLane, expiryOf } from '../../../src/redis/bulk/restoreLane';
import { batchOf } from '../../core/copy/batchOf';

const batch = batchOf([
  { name: 'none' },
  { name: 'soon', expireAt: 5_000 },
  { name: 'past', expireAt: 1_000 },
]);

describe('expiryOf', () => {
  it('is the moment at the target, by its own clock', () => {
    expect([0, 1, 2].map((index) => expiryOf({ batch }, index))).toEqual([0, 5_000, 1_000]);
    expect([0, 1, 2].map((index) => expiryOf({ batch, clockDifference: -700 }, index))).toEqual([
      0, 4_300, 300,
    ]);
  });

  it('is what is left until then, for older servers, and never nothing', () => {
    const targetNow = (): number => 2_000;
    expect([0, 1, 2].map((index) => expiryOf({ batch, targetNow }, index))).toEqual([0, 3_000, 1]);
    expect(expiryOf({ batch, targetNow, clockDifference: 100 }, 1)).toBe(3_100);
  });
});

/** What a lane sends for a request. */
async function sentFor(request: Partial<RestoreRequest>): Promise<string> {
  let sent = '';
  const socket = {
    select: () => Promise.resolve(),
    request: (frame: Buffer, replies: number) => {
      sent = frame.toString('latin1');
      return Promise.resolve({
        bytes: Buffer.from('+OK\r\n'.repeat(replies)),
        starts: new Uint32Array(replies + 1),
      });
    },
  };
  const lane = new RestoreLane(socket as unknown as BulkSocket, () => ({ kind: 'exists' }));
  const indexes = Uint32Array.from([0, 1]);
  const whole = {
    batch,
    database: 0,
    indexes,
    replaced: new Map<number, Uint8Array>(),
    replace: true,
    ...request,
  };
  await lane.write(whole, indexes, new AbortController().signal);
  return sent.replace(/\0/g, '.').replace(/\r\n/g, ' ');
}

describe('the frames of RESTORE', () => {
  it('carry moments with ABSTTL', async () => {
    expect(await sentFor({ clockDifference: 11 })).toBe(
      '*5 $7 RESTORE $4 none $1 0 $12 ............ $7 REPLACE ' +
        '*6 $7 RESTORE $4 soon $4 5011 $12 ............ $7 REPLACE $6 ABSTTL ',
    );
  });

  it('carry what is left, for a server that does not know ABSTTL', async () => {
    expect(await sentFor({ targetNow: () => 2_000 })).toBe(
      '*5 $7 RESTORE $4 none $1 0 $12 ............ $7 REPLACE ' +
        '*5 $7 RESTORE $4 soon $4 3000 $12 ............ $7 REPLACE ',
    );
  });

  it('carry idle times and frequencies where they are known', async () => {
    const idle = { ...batch, idle: Int32Array.from([7, -1, -1]) };
    expect(await sentFor({ batch: idle, carryEviction: true })).toBe(
      '*7 $7 RESTORE $4 none $1 0 $12 ............ $7 REPLACE $8 IDLETIME $1 7 ' +
        '*6 $7 RESTORE $4 soon $4 5000 $12 ............ $7 REPLACE $6 ABSTTL ',
    );
    const frequency = { ...batch, frequency: Int32Array.from([-1, 255, 0]) };
    expect(await sentFor({ batch: frequency, carryEviction: true, replace: false })).toBe(
      '*4 $7 RESTORE $4 none $1 0 $12 ............ ' +
        '*7 $7 RESTORE $4 soon $4 5000 $12 ............ $6 ABSTTL $4 FREQ $3 255 ',
    );
    expect(await sentFor({ batch: idle })).toBe(await sentFor({}));
  });
});
