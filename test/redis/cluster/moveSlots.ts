import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { keyInSlot } from '../../../src/redis/cluster/slots';
import type { RunningServer } from '../../lab/servers/runningServer';

/** Moves one slot with its keys, as the servers' own tools do. */
async function moveSlot(slot: number, from: Redis, to: Redis, toServer: RunningServer): Promise<void> {
  const [fromId, toId] = await Promise.all(
    [from, to].map(async (node) => String(await node.call('CLUSTER', 'MYID'))),
  );
  await to.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId ?? '');
  await from.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId ?? '');
  for (;;) {
    const keys = (await from.callBuffer('CLUSTER', 'GETKEYSINSLOT', slot, 10)) as Buffer[];
    if (keys.length === 0) break;
    await from.call('MIGRATE', toServer.host, toServer.port, '', 0, 5000, 'REPLACE', 'KEYS', ...keys);
  }
  for (const node of [to, from]) await node.call('CLUSTER', 'SETSLOT', slot, 'NODE', toId ?? '');
}

/** Slots on the move, one after the other, until `stop`. */
export interface MovingSlots {
  /** Resolves when one more slot has moved, or after a moment. */
  next(): Promise<void>;
  /** Ends it after the slot under way; says how many moved. */
  stop(): Promise<number>;
}

/** Starts moving slots from `first` on. */
export function startMovingSlots(from: RunningServer, to: RunningServer, first: number): MovingSlots {
  let moved = 0;
  let going = true;
  const work = async (): Promise<void> => {
    const [source, target] = [await from.client(), await to.client()];
    while (going && moved < 1_000) {
      await moveSlot(first + moved, source, target, to);
      moved++;
    }
  };
  const moving = work();
  // Thrown by stop().
  moving.catch(() => undefined);
  return {
    next: async () => {
      const before = moved;
      for (let turn = 0; turn < 50 && moved === before; turn++) await sleep(4);
    },
    stop: async () => {
      going = false;
      await moving;
      return moved;
    },
  };
}

/** Puts keys into the slots from `first` on, enough that a slot is on its way for a while. */
export async function fillSlots(
  client: Redis,
  first: number,
  slots: number,
  keysEach: number,
): Promise<void> {
  for (let slot = first; slot < first + slots; slot++) {
    const tag = keyInSlot('tag', (other) => other === slot);
    const keys = Array.from({ length: keysEach }, (_, key) => [`{${tag}}:${String(key)}`, String(key)]);
    await client.mset(...keys.flat());
  }
}
