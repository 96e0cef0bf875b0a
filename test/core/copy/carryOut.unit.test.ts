import { expect, test } from 'vitest';
import { carryOut } from '../../../src/core/copy/carryOut';
import type { CarriedEvent } from '../../../src/core/copy/carryOut';
import { Gate } from '../../../src/core/copy/gate';
import { Failure } from '../../../src/core/model/failure';
import type { EndsLatency } from '../../../src/core/model/runDetail';
import type { Dial } from '../../../src/core/dial';
import type { Connect } from '../../../src/core/ports';
import { endpoint, server } from '../../app/samples';

const refused = new Failure('connect.refused', { what: 'W', why: 'w', next: 'N.' });
const dial = (label: string): Dial => ({ label, address: endpoint(label).address });
const order = { plan: { onConflict: 'replace' }, source: dial('a'), target: dial('b') } as const;

async function carry(connect: Connect, signal = new AbortController().signal): Promise<CarriedEvent[]> {
  const ports = { connect, clock: { now: () => 0 }, sleep: () => Promise.resolve(), gate: new Gate() };
  const events: CarriedEvent[] = [];
  for await (const event of carryOut(order, ports, signal)) events.push(event);
  return events;
}

test('names the end that it cannot reach, and hangs up the other', async () => {
  const closed: string[] = [];
  const events = await carry(({ label }) =>
    label === 'b'
      ? Promise.reject(refused)
      : Promise.resolve(server({ close: () => void closed.push(label) })),
  );
  expect(events).toMatchObject([
    { kind: 'unreachable', end: 'target' },
    { kind: 'finished', result: { status: 'failed', failure: { code: 'connect.refused' } } },
  ]);
  expect(closed).toEqual(['a']);
});

test('a connection that fails because the copy was cancelled is no failure', async () => {
  const controller = new AbortController();
  const events = await carry(() => {
    controller.abort();
    return Promise.reject(refused);
  }, controller.signal);
  expect(events).toMatchObject([{ kind: 'finished', result: { status: 'cancelled' } }]);
});

test('hangs up both when the copy is over', async () => {
  const closed: string[] = [];
  const events = await carry(({ label }) =>
    Promise.resolve(server({ profile: () => Promise.reject(refused), close: () => void closed.push(label) })),
  );
  expect(events.at(-1)).toMatchObject({ kind: 'finished', result: { status: 'failed' } });
  expect(closed).toEqual(['a', 'b']);
});

test('asks both ends how they do while it goes, and no more when it is over', async () => {
  let asked = 0;
  const latency = (milliseconds: number) => () => {
    asked++;
    return Promise.resolve(milliseconds);
  };
  const failing = async (): Promise<never> => {
    while (told.length < 2) await new Promise<void>((resolve) => setImmediate(resolve));
    throw refused;
  };
  const told: EndsLatency[] = [];
  const ports = {
    connect: (({ label }) =>
      Promise.resolve(
        server({ profile: failing, latency: latency(label === 'a' ? 3 : 5) }),
      )) satisfies Connect,
    clock: { now: () => 0 },
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
    gate: new Gate(),
    onLatency: (each: EndsLatency) => told.push(each),
  };
  for await (const { kind } of carryOut(order, ports, new AbortController().signal)) {
    if (kind === 'finished') break;
  }
  expect(told.at(-1)).toEqual({ source: 3, target: 5 });
  const before = asked;
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
  expect(asked).toBe(before);
});

test('tells once what connections warn of', async () => {
  const events = await carry(({ label, warn }) => {
    warn?.(`careful with ${label}`);
    warn?.(`careful with ${label}`);
    return Promise.resolve(server({ profile: () => Promise.reject(refused) }));
  });
  const notices = events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));
  expect(notices).toEqual(['careful with a', 'careful with b']);
});
