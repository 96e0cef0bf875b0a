import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { decode } from '../../../src/core/rdb/decode';
import { payloadBody, stampFooter } from '../../../src/core/rdb/footer';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import { Transcoder } from '../../../src/core/rdb/transcode';
import { createPrng, type Prng } from '../../lab/dataset/prng';
import { canonical, corpusNames, readCorpus } from './corpus';
import { packedValues } from './packedValues';

/** `ECM_FUZZ=1000000 npx vitest run test/core/rdb/fuzz.unit.test.ts` tries more. */
const FUZZED = Number(process.env['ECM_FUZZ'] ?? 20_000);
const NOW = Date.UTC(2026, 0, 1);

const TARGETS: readonly ServerFormat[] = [
  { product: 'redis', version: '3.0.7', rdbVersion: 6 },
  { product: 'redis', version: '6.2.14', rdbVersion: 9 },
  { product: 'redis', version: '7.0.15', rdbVersion: 10 },
  { product: 'redis', version: '8.6.3', rdbVersion: 13 },
  { product: 'valkey', version: '8.1.1', rdbVersion: 11 },
  { product: 'valkey', version: '9.1.2', rdbVersion: 80 },
];

/** Lengths that promise more than any payload holds, in every form. */
const HOSTILE = [
  [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x81, 0, 0, 0, 1, 0, 0, 0, 0],
  [0x80, 0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff],
  [0xc3, 0x80, 0x7f, 0xff, 0xff, 0xff, 0x80, 0x3f, 0xff, 0xff, 0xff],
  [0xfe, 0xff, 0xff, 0xff, 0x7f],
];

const payloads = [
  ...corpusNames.flatMap((name) => readCorpus(name).values.map(({ payload }) => payload)),
  ...packedValues.map(({ payload }) => payload),
].filter(({ length }) => length < 3000);

describe('damaged payloads', () => {
  it('says so for every payload cut anywhere', () => {
    for (const payload of payloads) {
      for (let length = 0; length < payload.length; length += Math.ceil(payload.length / 40)) {
        decodes(payload.subarray(0, length));
      }
    }
  }, 60_000);

  it(`gives a value or a Failure for ${String(FUZZED)} of them, soon and in bounded memory`, () => {
    const random = createPrng(process.env['ECM_FUZZ_SEED'] ?? 'damage');
    const transcoders = TARGETS.map((target) => TARGETS.map((source) => new Transcoder(source, target)));
    let refused = 0;
    let slowest = 0;
    for (let round = 0; round < FUZZED; round++) {
      const damaged = damage(payloads[random.between(0, payloads.length - 1)] ?? new Uint8Array(), random);
      const begin = performance.now();
      const decoded = decodes(damaged);
      const transcoder = transcoders[random.between(0, 5)]?.[random.between(0, 5)];
      if (transcoder !== undefined) transcodes(transcoder, damaged);
      slowest = Math.max(slowest, performance.now() - begin);
      if (!decoded) refused++;
    }
    console.log(
      `${String(FUZZED)} damaged payloads: ${String(refused)} refused, slowest ${slowest.toFixed(0)} ms`,
    );
    expect(refused).toBeGreaterThan(FUZZED / 5);
    // It takes a tenth of a second at most; the bound only catches a change of order on a busy machine.
    expect(slowest).toBeLessThan(5000);
    expect(process.memoryUsage().rss).toBeLessThan(1_500_000_000);
  }, 1_200_000);

  it('survives noise of every type byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 120 }), (type, noise) => {
        decodes(Uint8Array.from([type % 30, ...noise]));
        decodes(Uint8Array.from([type, ...noise]));
      }),
      { numRuns: 5000 },
    );
  }, 60_000);

  it('writes for another server what it read, or nothing', () => {
    const random = createPrng('meaning');
    for (let round = 0; round < 3000; round++) {
      const damaged = damage(payloads[random.between(0, payloads.length - 1)] ?? new Uint8Array(), random);
      const before = valueOf(damaged, 'valkey');
      if (before === null) continue;
      const transcoder = new Transcoder(TARGETS[5] as ServerFormat, TARGETS[1] as ServerFormat);
      const written = attempt(() => transcoder.transcode(damaged, NOW));
      if (written?.kind !== 'payload' || written.loss !== undefined) continue;
      const after = canonical(decode(written.payload)) as { entriesAdded?: unknown };
      if (typeof after === 'object' && 'entriesAdded' in after) continue;
      // Fields that have expired are left out.
      expect(JSON.stringify(after).length).toBeLessThanOrEqual(JSON.stringify(before).length);
      if (payloadBody(damaged)[0] !== 22) expect(after).toEqual(before);
    }
  }, 60_000);
});

/** One to four wounds: bits, hostile lengths, a cut, a gap, another type. The footer's CRC is right again. */
function damage(payload: Uint8Array, random: Prng): Uint8Array {
  let bytes = Array.from(payload);
  for (let wounds = 1 + random.between(0, 3); wounds > 0; wounds--) {
    const at = random.between(0, Math.max(0, bytes.length - 11));
    switch (random.between(0, 9)) {
      case 0:
        bytes.splice(at, 0, ...(HOSTILE[random.between(0, HOSTILE.length - 1)] ?? []));
        break;
      case 1:
        bytes = [...bytes.slice(0, at), ...bytes.slice(-10)];
        break;
      case 2:
        bytes.splice(at, random.between(1, 9));
        break;
      case 3:
        bytes[0] = random.between(0, 30);
        break;
      case 4:
      case 5:
        bytes[at] = 0xff;
        break;
      default:
        bytes[at] = random.between(0, 255);
    }
  }
  const damaged = Uint8Array.from(bytes);
  return damaged.length > 10 ? stampFooter(damaged) : damaged;
}

function valueOf(payload: Uint8Array, product: 'redis' | 'valkey'): unknown {
  const value = attempt(() => decode(payload, product));
  return value === undefined ? null : canonical(value);
}

function decodes(payload: Uint8Array): boolean {
  return attempt(() => decode(payload)) !== undefined;
}

function transcodes(transcoder: Transcoder, payload: Uint8Array): void {
  attempt(() => transcoder.transcode(payload, NOW));
}

/** What it gives, or undefined for a Failure; anything else that is thrown fails the test. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!isFailure(error)) throw error;
    expect(error.code).toMatch(/^payload\./);
    return undefined;
  }
}
