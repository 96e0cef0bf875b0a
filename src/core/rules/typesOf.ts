import type { ValueKind } from '../model/valueKind';
import { kindOfType } from '../rdb/valueType';
import { writtenTypes } from '../rdb/writtenTypes';
import type { Evidence } from './rule';

/** The type bytes of values of a kind: those in the file, ascending, else those that such a server writes. */
export function typesOf({ source, file }: Evidence, kind: ValueKind): readonly number[] {
  if (file === undefined) return writtenTypes(source, kind);
  return Object.keys(file.valueTypes)
    .map(Number)
    .filter((type) => kindOfType(type) === kind);
}
