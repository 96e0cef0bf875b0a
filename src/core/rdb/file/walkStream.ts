import type { StreamForm } from '../streamImage';
import { ValueType } from '../valueType';
import type { ByteWindow } from './byteWindow';
import type { Walk } from './walk';
import type { WalkedValue } from './walkedKey';

/** Id, time and count of deliveries stand before the last of a pending message. */
const PENDING_BYTES = 24;
const ID_BYTES = 16;
const TIME_BYTES = 8;

/** A stream of any form, from after its type byte; see StreamImage. @throws Failure `payload.unreadable` */
export function* walkStream(window: ByteWindow, form: StreamForm, found: WalkedValue): Walk<void> {
  for (let nodes = yield* length(window); nodes > 0; nodes--) {
    yield* string(window);
    found.bytes += yield* string(window);
  }
  found.elements = yield* length(window);
  // The last id; then the first id, the highest deleted id, and how many entries were ever added.
  yield* lengths(window, form === ValueType.stream ? 2 : 7);
  found.groups = yield* length(window);
  for (let groups = found.groups; groups > 0; groups--) found.bytes += yield* walkGroup(window, form);
  if (form === ValueType.stream4) found.idempotency = yield* walkIdempotency(window);
}

function* walkGroup(window: ByteWindow, form: StreamForm): Walk<number> {
  let bytes = yield* string(window);
  yield* lengths(window, form === ValueType.stream ? 2 : 3);
  for (let pending = yield* length(window); pending > 0; pending--) {
    window.skip(PENDING_BYTES);
    bytes += PENDING_BYTES;
    yield* lengths(window, 1);
  }
  const active = form === ValueType.stream3 || form === ValueType.stream4;
  for (let consumers = yield* length(window); consumers > 0; consumers--) {
    bytes += yield* string(window);
    yield* skipped(window, active ? 2 * TIME_BYTES : TIME_BYTES);
    const owned = yield* length(window);
    yield* skipped(window, ID_BYTES * owned);
  }
  return bytes;
}

/** Duration, limit, producers with their ids, ids ever added, duplicates. */
function* walkIdempotency(window: ByteWindow): Walk<boolean> {
  yield* lengths(window, 2);
  const producers = yield* length(window);
  for (let left = producers; left > 0; left--) {
    yield* string(window);
    for (let ids = yield* length(window); ids > 0; ids--) {
      yield* string(window);
      yield* lengths(window, 2);
    }
  }
  const added = yield* length(window);
  const duplicates = yield* length(window);
  return producers > 0 || added > 0 || duplicates > 0;
}

function* length(window: ByteWindow): Walk<number> {
  while (!window.hasLength()) yield;
  return window.length();
}

function* lengths(window: ByteWindow, count: number): Walk<void> {
  for (let left = count; left > 0; left--) {
    while (!window.hasLength()) yield;
    window.length();
  }
}

function* string(window: ByteWindow): Walk<number> {
  while (!window.hasString()) yield;
  return window.skipString();
}

function* skipped(window: ByteWindow, count: number): Walk<void> {
  window.skip(count);
  while (window.skipping) yield;
}
