import { unreadable } from '../unreadable';
import type { ByteWindow } from './byteWindow';
import type { Walk } from './walk';

/** What a module writes is told apart by opcodes, so that it can be skipped without the module. */
const END = 0;
const SIGNED = 1;
const UNSIGNED = 2;
const FLOAT = 3;
const DOUBLE = 4;
const STRING = 5;

/** Bytes of a number, however it is stored. */
const NUMBER_BYTES = 8;

/** What a module wrote, up to its end. @returns bytes of it, unpacked */
export function* walkModule(window: ByteWindow): Walk<number> {
  let bytes = 0;
  for (;;) {
    while (!window.hasLength()) yield;
    const opcode = window.length();
    switch (opcode) {
      case END:
        return bytes;
      case SIGNED:
      case UNSIGNED:
        while (!window.hasLength()) yield;
        window.length();
        bytes += NUMBER_BYTES;
        break;
      case FLOAT:
      case DOUBLE:
        window.skip(opcode === FLOAT ? 4 : 8);
        bytes += NUMBER_BYTES;
        break;
      case STRING:
        while (!window.hasString()) yield;
        bytes += window.skipString();
        break;
      default:
        throw unreadable('what a module wrote has an unknown part');
    }
  }
}
