/** An element of a listpack: an integer, or text. */
export type ListpackElement = number | bigint | Uint8Array;

/** How an element is written; each element has one natural way, and larger ones that are valid too. */
export type ListpackEncoding =
  'uint7' | 'int13' | 'int16' | 'int24' | 'int32' | 'int64' | 'text6' | 'text12' | 'text32';

/** A listpack as listpack.c writes it, made without any code of the product. */
export function writeListpack(elements: readonly ListpackElement[]): Uint8Array {
  return packEntries(elements.map((element) => writeElement(element, naturalEncoding(element))));
}

/** A listpack of entries made by `writeElement`. */
export function packEntries(entries: readonly Uint8Array[]): Uint8Array {
  const size = entries.reduce((sum, entry) => sum + entry.length, 7);
  const packed = Buffer.alloc(size);
  packed.writeUInt32LE(size, 0);
  packed.writeUInt16LE(Math.min(entries.length, 0xffff), 4);
  let at = 6;
  for (const entry of entries) {
    packed.set(entry, at);
    at += entry.length;
  }
  packed[at] = 0xff;
  return new Uint8Array(packed);
}

/** One entry with the length for walking backwards. */
export function writeElement(element: ListpackElement, encoding: ListpackEncoding): Uint8Array {
  const body = typeof element === 'object' ? text(element, encoding) : integer(BigInt(element), encoding);
  return new Uint8Array(Buffer.concat([body, backLength(body.length)]));
}

/** The shortest encoding, which a server would use. */
export function naturalEncoding(element: ListpackElement): ListpackEncoding {
  if (typeof element === 'object') {
    if (element.length < 64) return 'text6';
    return element.length < 4096 ? 'text12' : 'text32';
  }
  const value = BigInt(element);
  const fits = (bits: bigint): boolean => value >= -(1n << (bits - 1n)) && value < 1n << (bits - 1n);
  if (value >= 0n && value < 128n) return 'uint7';
  if (fits(13n)) return 'int13';
  if (fits(16n)) return 'int16';
  if (fits(24n)) return 'int24';
  return fits(32n) ? 'int32' : 'int64';
}

function text(bytes: Uint8Array, encoding: ListpackEncoding): Buffer {
  const length = bytes.length;
  if (encoding === 'text6') return Buffer.concat([Buffer.from([0x80 | length]), bytes]);
  if (encoding === 'text12')
    return Buffer.concat([Buffer.from([0xe0 | (length >> 8), length & 0xff]), bytes]);
  const head = Buffer.alloc(5, 0xf0);
  head.writeUInt32LE(length, 1);
  return Buffer.concat([head, bytes]);
}

function integer(value: bigint, encoding: ListpackEncoding): Buffer {
  if (encoding === 'uint7') return Buffer.from([Number(value)]);
  if (encoding === 'int13') {
    const bits = Number(BigInt.asUintN(13, value));
    return Buffer.from([0xc0 | (bits >> 8), bits & 0xff]);
  }
  const widths = { int16: [0xf1, 2], int24: [0xf2, 3], int32: [0xf3, 4], int64: [0xf4, 8] } as const;
  const [head, width] = widths[encoding as keyof typeof widths];
  const bytes = Buffer.alloc(9);
  bytes[0] = head;
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value), 1);
  return bytes.subarray(0, 1 + width);
}

/** Seven bits a byte, most significant first; all but the first have the high bit set. */
function backLength(size: number): Buffer {
  const bytes: number[] = [];
  for (let left = size; bytes.length === 0 || left > 0; left = Math.floor(left / 128)) {
    bytes.unshift((left % 128) | 0x80);
  }
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return Buffer.from(bytes);
}
