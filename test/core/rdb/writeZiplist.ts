/** A ziplist as ziplist.c writes it, made without any code of the product: integers in their smallest form. */
export function writeZiplist(elements: readonly (number | bigint | Uint8Array)[]): Uint8Array {
  const entries: Buffer[] = [];
  let previous = 0;
  for (const element of elements) {
    const body = typeof element === 'object' ? text(element) : integer(BigInt(element));
    const entry = Buffer.concat([previousLength(previous), body]);
    previous = entry.length;
    entries.push(entry);
  }
  const header = Buffer.alloc(10);
  const size = entries.reduce((sum, { length }) => sum + length, 11);
  header.writeUInt32LE(size, 0);
  header.writeUInt32LE(size - 1 - previous, 4);
  header.writeUInt16LE(Math.min(elements.length, 0xffff), 8);
  return new Uint8Array(Buffer.concat([header, ...entries, Buffer.from([0xff])]));
}

/** A zipmap as zipmap.c writes it, with a byte of unused room after each value. */
export function writeZipmap(elements: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(Math.min(elements.length / 2, 254))];
  for (const [index, element] of elements.entries()) {
    parts.push(zipmapLength(element.length));
    if (index % 2 === 1) parts.push(Uint8Array.of(1), element, Uint8Array.of(0xee));
    else parts.push(element);
  }
  return new Uint8Array(Buffer.concat([...parts, Uint8Array.of(255)]));
}

function zipmapLength(length: number): Uint8Array {
  return length < 254 ? Uint8Array.of(length) : long(254, length);
}

function previousLength(length: number): Uint8Array {
  return length < 254 ? Uint8Array.of(length) : long(254, length);
}

function long(first: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(5, first);
  bytes.writeUInt32LE(length, 1);
  return bytes;
}

function text(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  if (length < 64) return Buffer.concat([Uint8Array.of(length), bytes]);
  if (length < 16384) return Buffer.concat([Uint8Array.of(0x40 | (length >> 8), length & 0xff), bytes]);
  const head = Buffer.alloc(5, 0x80);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, bytes]);
}

function integer(value: bigint): Uint8Array {
  if (value >= 0n && value <= 12n) return Uint8Array.of(0xf1 + Number(value));
  const forms = [
    [8, 0xfe],
    [16, 0xc0],
    [24, 0xf0],
    [32, 0xd0],
    [64, 0xe0],
  ] as const;
  const [bits, head] = forms.find(([width]) => BigInt.asIntN(width, value) === value) ?? [64, 0xe0];
  const bytes = Buffer.alloc(9);
  bytes[0] = head;
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value), 1);
  return bytes.subarray(0, 1 + bits / 8);
}
