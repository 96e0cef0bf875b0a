import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { writeListpack } from './writeListpack';
import { writeZiplist, writeZipmap } from './writeZiplist';

/** A payload made by hand of the forms that servers of today do not write by default, and what it means. */
export interface PackedValue {
  readonly name: string;
  readonly payload: Uint8Array;
  /** As the corpus has it. */
  readonly means: unknown;
}

const text = (content: string): Uint8Array => Buffer.from(content);
const base64 = (content: string): string => Buffer.from(content).toString('base64');
const packed = (type: number, bytes: Uint8Array): Uint8Array =>
  new RdbWriter(type, bytes.length).raw(rawString(bytes)).payload();

/** Scores of type 3, whose special ones are lengths. */
function textScores(): Uint8Array {
  const writer = new RdbWriter(3, 100).length(5);
  writer.string(text('a')).byte(3).raw(text('1.5'));
  writer.string(text('b')).byte(254);
  writer.string(text('c')).byte(255);
  writer.string(text('d')).byte(22).raw(text('1.7976931348623157e308'));
  writer.string(text('e')).byte(2).raw(text('-0'));
  return writer.payload();
}

/** One of each form that the corpus of real servers lacks. */
export const packedValues: readonly PackedValue[] = [
  {
    name: 'a list, one ziplist (10)',
    payload: packed(10, writeZiplist([text('a'), 7, -300, text('x'.repeat(300))])),
    means: ['a', '7', '-300', 'x'.repeat(300)].map(base64),
  },
  {
    name: 'a list of ziplists (14)',
    payload: new RdbWriter(14, 100)
      .length(2)
      .raw(rawString(writeZiplist([1, 2])))
      .raw(rawString(writeZiplist([text('three')])))
      .payload(),
    means: ['1', '2', 'three'].map(base64),
  },
  {
    name: 'a list of one plain and one packed node (18)',
    payload: new RdbWriter(18, 100)
      .length(2)
      .length(1)
      .string(text('plain'))
      .length(2)
      .raw(rawString(writeListpack([text('packed'), 5])))
      .payload(),
    means: ['plain', 'packed', '5'].map(base64),
  },
  {
    name: 'a hash, zipmap (9)',
    payload: packed(
      9,
      writeZipmap([text('f'), text('v'), text('long'), text('y'.repeat(400)), text(''), text('')]),
    ),
    means: [
      ['', '', 0],
      [base64('f'), base64('v'), 0],
      [base64('long'), base64('y'.repeat(400)), 0],
    ],
  },
  {
    name: 'a hash, ziplist (13)',
    payload: packed(13, writeZiplist([text('f'), 12, text('g'), text('')])),
    means: [
      [base64('f'), base64('12'), 0],
      [base64('g'), '', 0],
    ],
  },
  {
    name: 'a sorted set, ziplist (12)',
    payload: packed(12, writeZiplist([text('a'), 3, text('b'), text('-inf'), text('c'), text('0.1')])),
    means: [
      [base64('a'), '4008000000000000'],
      [base64('b'), 'fff0000000000000'],
      [base64('c'), '3fb999999999999a'],
    ],
  },
  {
    name: 'a sorted set with text scores (3)',
    payload: textScores(),
    means: [
      [base64('a'), '3ff8000000000000'],
      [base64('b'), '7ff0000000000000'],
      [base64('c'), 'fff0000000000000'],
      [base64('d'), '7fefffffffffffff'],
      [base64('e'), '8000000000000000'],
    ],
  },
];
