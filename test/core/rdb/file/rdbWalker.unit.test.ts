import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../../src/core/model/failure';
import { RdbWalker } from '../../../../src/core/rdb/file/rdbWalker';
import { kindOfType } from '../../../../src/core/rdb/valueType';
import { createPrng } from '../../../lab/dataset/prng';
import { failureOf } from '../../failureOf';
import { compressLzf } from '../compressLzf';
import { RDB_FILES, rdbOf, readRdbFile, smallFileOf, text, walk } from './rdbFile';

describe('files of real servers', () => {
  it.each(RDB_FILES)('%s: every key is what the server said of it', (name) => {
    const { bytes, expected } = readRdbFile(name);
    const { keys, outline } = walk(bytes, [65_536]);
    const found = keys
      .map((key) => {
        const type = key.moduleType === '' ? kindOfType(key.type) : key.moduleType;
        const length = type === 'string' ? key.bytes : null;
        return [
          ...[Buffer.from(key.key).toString('base64'), key.database, type, key.expireAt, key.elements],
          ...[length, key.ttlFields, key.groups],
        ];
      })
      .sort(byDatabaseAndName);
    expect(found).toEqual([...expected.keys].sort(byDatabaseAndName));
    expect(outline).toMatchObject({
      checked: true,
      tail: 0,
      bytes: bytes.length,
      libraries: expected.libraries,
    });
  });

  it('of sizes, every one is at least what the values hold', () => {
    const { bytes } = readRdbFile('redis-8.0.2');
    for (const { bytes: size, elements } of walk(bytes).keys)
      expect(size).toBeGreaterThanOrEqual((elements ?? 0) - 1);
  });

  it('a file is the same in whatever parts it comes', () => {
    const { bytes } = readRdbFile('valkey-9.1.2');
    const whole = walk(bytes);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        expect(walk(bytes, sizes)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });
});

const SMALL = [
  smallFileOf('REDIS0008', 'redis-4.0.14'),
  smallFileOf('REDIS0010', 'redis-7.0.15'),
  smallFileOf('REDIS0012', 'redis-8.0.2'),
  smallFileOf('VALKEY080', 'valkey-9.1.2'),
];

describe('small files', () => {
  it.each(SMALL.map((bytes) => [String.fromCharCode(...bytes.subarray(0, 9)), bytes] as const))(
    '%s: a byte at a time gives the same',
    (_, bytes) => {
      const whole = walk(bytes);
      expect(whole.keys.length).toBeGreaterThan(20);
      expect(walk(bytes, [1])).toEqual(whole);
      expect(walk(bytes, [1, 7, 3])).toEqual(whole);
    },
  );

  it('cut off anywhere, none is whole, and it is told where it ends', () => {
    for (const bytes of SMALL) {
      for (let length = 0; length < 9; length++)
        expect(failureOf(() => walk(bytes.subarray(0, length))).code).toBe('file.damaged');
      // Asked after every byte whether that was all.
      const walker = new RdbWalker(() => undefined);
      walker.feed(bytes.subarray(0, 9));
      for (let length = 9; length < bytes.length; length++) {
        const { code, why } = failureOf(() => walker.end());
        if (code !== 'file.damaged' || !why.includes(`it ends at byte ${String(length)}, after `))
          throw new Error(`cut off at ${String(length)}: ${code}, ${why}`);
        walker.feed(bytes.subarray(length, length + 1));
      }
      expect(walker.end().bytes).toBe(bytes.length);
    }
  });

  it('damaged at random, it gives a Failure and nothing else', () => {
    const random = createPrng('files');
    for (let round = 0; round < 1500; round++) {
      const bytes = (SMALL[round % SMALL.length] ?? new Uint8Array()).slice();
      for (let left = random.between(1, 4); left > 0; left--) {
        const at = random.between(0, bytes.length - 9);
        bytes[at] = random.between(0, 255);
      }
      try {
        walk(bytes, [random.between(64, bytes.length)]);
      } catch (error) {
        if (!isFailure(error)) throw error;
        expect(['file.damaged', 'payload.unsupported']).toContain(error.code);
      }
    }
  });

  it('a byte that is another one is seen by the checksum, wherever it is', () => {
    const [bytes = new Uint8Array()] = SMALL;
    for (let at = 9; at < bytes.length - 8; at += 5) {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      expect(() => walk(other)).toThrow();
    }
  });
});

const AUX = [0xfa];

describe('what stands between keys', () => {
  it('what a writer tells of itself is kept, what may be a user’s is not', () => {
    const { outline } = walk(
      rdbOf(
        'REDIS0009',
        ...[AUX, 'redis-ver', '6.2.14', AUX, 'used-mem', [0xc2, 0x10, 0x27, 0, 0]],
        ...[AUX, 'lua', 'return redis.call()', AUX, 'repl-id', 'abc', AUX, 'x'.repeat(2000), 'y'],
      ),
    );
    expect([...outline.told]).toEqual([
      ['redis-ver', '6.2.14'],
      ['used-mem', '10000'],
    ]);
  });

  it('expiries in seconds and milliseconds, idle times and frequencies belong to the next key alone', () => {
    const { keys } = walk(
      rdbOf(
        'REDIS0009',
        ...[[0xfe, 3, 0xfb, 3, 1], [0xfd, 1, 0, 0, 0, 0xf8, 0x40, 200, 0], 'a', 'x'],
        ...[[0xfc, 0x39, 0x30, 0, 0, 0, 0, 0, 0, 0xf9, 255, 0], 'b', 'xyz', [0], 'c', ''],
      ),
    );
    expect(keys.map(({ database, expireAt, bytes }) => [database, expireAt, bytes])).toEqual([
      [3, 1000, 1],
      [3, 12_345, 3],
      [3, 0, 0],
    ]);
  });

  it('function libraries, slots of clusters, and what modules keep', () => {
    const moduleId = [0x81, 0xbd, 0xe7, 0xad, 0x92, 0x2d, 0x1e, 0xb4, 0x00];
    const { keys, outline } = walk(
      rdbOf(
        'REDIS0012',
        ...[[0xf5], '#!lua name=a\n', [0xf5], '#!lua name=b\n', [0xf4, 5, 2, 1]],
        // When it is to be loaded (2), then one of each: a string, a double, a float, two integers.
        [
          0xf7,
          ...moduleId,
          2,
          2,
          5,
          2,
          0x68,
          0x69,
          4,
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          3,
          1,
          2,
          3,
          4,
          1,
          7,
          2,
          0x41,
          0,
          0,
        ],
        ...[[7], 'm', [...moduleId, 5, 3, 0x61, 0x62, 0x63, 0]],
      ),
    );
    expect(outline).toMatchObject({ libraries: 2, slots: true });
    expect(keys).toMatchObject([{ moduleType: [...outline.moduleTypes][0], bytes: 3, elements: 1 }]);
  });

  it('data that modules attached to a key (Redis 8.6) is skipped; slots on the move (Valkey 9) end it', () => {
    const file = (magic: string): Uint8Array =>
      rdbOf(magic, [0xf3, 1, 1, 2, 3, 4, 5, 2, 0x61, 0x62, 0], [0], 'k', 'v');
    const { keys, outline } = walk(file('REDIS0013'));
    expect([keys.length, outline.keysWithMetadata]).toEqual([1, 1]);
    expect(failureOf(() => walk(file('VALKEY080')))).toMatchObject({ code: 'payload.unsupported' });
  });

  it('slots are told by a note of Valkey, too', () => {
    expect(walk(rdbOf('VALKEY080', AUX, 'slot-info', '0,1,2')).outline.slots).toBe(true);
  });
});

describe('values', () => {
  it('scores as text, and endless ones', () => {
    const { keys } = walk(
      rdbOf('REDIS0006', [3], 'z', [3], ...['a', [3, 0x31, 0x2e, 0x35], 'b', [254], 'c', [253]]),
    );
    expect(keys).toMatchObject([{ elements: 3, bytes: 27 }]);
  });

  it('a packed string is as large as it is unpacked, and is not unpacked', () => {
    const content = new Uint8Array(5000).fill(0x61);
    const packed = compressLzf(content);
    // Damaged inside: only who unpacks it would see.
    packed[packed.length - 1] = 0xff;
    const { keys } = walk(
      rdbOf(
        'REDIS0009',
        [0],
        'k',
        [0xc3, 0x40 | (packed.length >> 8), packed.length & 0xff, 0x53, 0x88],
        packed,
      ),
    );
    expect(keys).toMatchObject([{ bytes: 5000 }]);
  });

  it('a listpack with more elements than it counts tells none', () => {
    const listpack = Buffer.from([9, 0, 0, 0, 0xff, 0xff, 1, 1, 0xff]);
    const { keys } = walk(rdbOf('REDIS0011', [20], 's', text(listpack.toString('latin1'))));
    expect(keys).toMatchObject([{ elements: null, bytes: 9 }]);
  });

  it('a name longer than a mebibyte is told by its beginning', () => {
    const length = (1 << 20) + 5;
    const name = new Uint8Array(length).fill(0x6e);
    const { keys } = walk(
      rdbOf('REDIS0011', [0], [0x80, 0, 0x10, 0, 5], name, 'v', [0], 'next', 'v'),
      [70_000],
    );
    expect(keys.map(({ key }) => key.length)).toEqual([1 << 20, 4]);
  });

  it('a packed name is told unpacked, of one that is longer than a mebibyte the beginning', () => {
    const name = (length: number): Uint8Array[] => {
      const packed = Buffer.concat([
        Buffer.from([0, 0x6e]),
        ...Array.from({ length }, () => Buffer.from([0xe0, 255, 0])),
      ]);
      const sizes = Buffer.alloc(11);
      sizes.set([0xc3, 0x80]);
      sizes.writeUInt32BE(packed.length, 2);
      sizes[6] = 0x80;
      sizes.writeUInt32BE(1 + 264 * length, 7);
      return [sizes, packed];
    };
    const { keys } = walk(rdbOf('REDIS0011', [0], ...name(3), 'v', [0], ...name(5000), 'v'), [3001]);
    expect(keys.map(({ key }) => [key.length, key.every((byte) => byte === 0x6e)])).toEqual([
      [793, true],
      [1 << 20, true],
    ]);
  });

  it('hashes of a release candidate of Redis 7.4, and values that are not known, end it and say where', () => {
    for (const type of [6, 8, 22, 23, 27, 200]) {
      const failure = failureOf(() => walk(rdbOf('REDIS0012', [0], 'a', 'v', [type], 'k', 'v')));
      expect(failure.code).toBe('payload.unsupported');
      expect(failure.why).toContain('after 1 whole key');
    }
  });
});

describe('the ends of a file', () => {
  it('a checksum of zero is none, and before version 5 there is none at all', () => {
    const bytes = rdbOf('REDIS0011', [0], 'k', 'v');
    bytes.fill(0, bytes.length - 8);
    expect(walk(bytes).outline.checked).toBe(false);
    const old = rdbOf('REDIS0004', [0], 'k', 'v').subarray(0, -8);
    expect(walk(old).outline).toMatchObject({ checked: false, tail: 0, bytes: old.length });
  });

  it('a wrong checksum is told', () => {
    const bytes = rdbOf('REDIS0011', [0], 'k', 'v');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(failureOf(() => walk(bytes)).why).toBe('its checksum is not that of its content');
  });

  it('what follows is counted, and told apart when it is commands', () => {
    const bytes = rdbOf('REDIS0011', [0], 'k', 'v');
    const garbage = walk(Buffer.concat([bytes, Buffer.from('xx')]), [1]).outline;
    expect(garbage).toMatchObject({ bytes: bytes.length, tail: 2, tailOfCommands: false });
    const commands = Buffer.concat([bytes, Buffer.from('*1\r\n$4\r\nPING\r\n')]);
    for (const sizes of [[1], [commands.length]])
      expect(walk(commands, sizes).outline).toMatchObject({ tail: 14, tailOfCommands: true });
  });

  it.each([
    ['', 'it is empty'],
    ['REDI', 'it is cut off at byte 4, within its first 9'],
    ['hello', 'it begins neither with REDIS nor with VALKEY and a version, as an RDB file does'],
    ['REDIS0000 and more', 'it begins neither with REDIS nor with VALKEY and a version, as an RDB file does'],
    [
      'save 3600 1\nport 6379\n',
      'it begins neither with REDIS nor with VALKEY and a version, as an RDB file does',
    ],
    ['*2\r\n$6\r\nSELECT\r\n', 'it is an append-only file: commands, not an RDB'],
    ['file appendonly.aof.1.base.rdb seq 1 type b', 'it is the manifest of append-only files'],
    ['\x1f\x8b\x08\0\0\0\0\0\0\0', 'it is compressed by gzip'],
  ])('%j is no RDB file: %s', (content, why) => {
    for (const sizes of [[1], [100]]) {
      const failure = failureOf(() => walk(Buffer.from(content, 'latin1'), sizes));
      expect(failure).toMatchObject({ code: 'file.damaged', why });
    }
  });
});

function byDatabaseAndName(a: readonly unknown[], b: readonly unknown[]): number {
  return Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1);
}
