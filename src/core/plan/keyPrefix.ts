import type { KeyBatch, Keys } from '../keyBatch';
import type { KeyRemover, KeySink, KeySource } from '../ports';

/** A name with the prefix in front. Where a tag in braces decides about the slot, it still does. */
export function withPrefix(prefix: Uint8Array, key: Uint8Array): Uint8Array {
  const name = new Uint8Array(prefix.length + key.length);
  name.set(prefix);
  name.set(key, prefix.length);
  return name;
}

/** The same sink, which writes every key under its name with the prefix in front; libraries have no prefix. */
export function prefixedSink(sink: KeySink, prefix: string): KeySink {
  const bytes = new TextEncoder().encode(prefix);
  return {
    retryBy: (policy) => {
      sink.retryBy(policy);
    },
    profile: (signal) => sink.profile(signal),
    look: (signal) => sink.look(signal),
    facts: (signal) => sink.facts(signal),
    checkWritable: (signal) => sink.checkWritable(signal),
    checkLoadable: (signal) => sink.checkLoadable(signal),
    restore: (request, signal) =>
      sink.restore({ ...request, batch: prefixedBatch(request.batch, bytes) }, signal),
    writeLarge: (request, signal) =>
      sink.writeLarge({ ...request, key: withPrefix(bytes, request.key) }, signal),
    loadLibrary: (library, replace, signal) => sink.loadLibrary(library, replace, signal),
  };
}

/** Reads keys of the target by the names that they have in the source. */
export function prefixedKeys(
  target: Pick<KeySource, 'dumpKeys' | 'openLarge'>,
  prefix: string,
): Pick<KeySource, 'dumpKeys' | 'openLarge'> {
  const bytes = new TextEncoder().encode(prefix);
  return {
    dumpKeys: (database, keys, signal, bigKeyBytes) =>
      target.dumpKeys(database, prefixedNames(keys, bytes), signal, bigKeyBytes),
    openLarge: (database, key, signal) => target.openLarge(database, withPrefix(bytes, key), signal),
  };
}

/** A target as a verification works with it: it asks for keys by name, and may repair them. */
export type VerifiedTarget = KeySink &
  KeyRemover &
  Pick<KeySource, 'dumpKeys' | 'outline' | 'exist' | 'openLarge' | 'names'>;

/** The same target, by the names that the keys have in the source: it holds nothing but the keys of that prefix. */
export function prefixedTarget(target: VerifiedTarget, prefix: string): VerifiedTarget {
  const bytes = new TextEncoder().encode(prefix);
  const named = (key: Uint8Array): Uint8Array => withPrefix(bytes, key);
  return {
    ...prefixedSink(target, prefix),
    ...prefixedKeys(target, prefix),
    outline: (database, keys, signal) => target.outline(database, prefixedNames(keys, bytes), signal),
    exist: (database, keys, signal) => target.exist(database, keys.map(named), signal),
    remove: (database, keys, signal) => target.remove(database, keys.map(named), signal),
    names: (request, signal) => target.names({ ...request, prefix }, signal),
  };
}

function prefixedNames(keys: Keys, prefix: Uint8Array): Keys {
  return { count: keys.count, key: (index) => withPrefix(prefix, keys.key(index)) };
}

function prefixedBatch(batch: KeyBatch, prefix: Uint8Array): KeyBatch {
  const { database, count, bytes, offsets, lengths, expireAt, payloadBytes } = batch;
  const { idle, frequency, sizes, position } = batch;
  return {
    ...{ database, count, bytes, offsets, lengths, expireAt, payloadBytes },
    ...(idle === undefined ? {} : { idle }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(sizes === undefined ? {} : { sizes }),
    ...(position === undefined ? {} : { position }),
    key: (index) => withPrefix(prefix, batch.key(index)),
  };
}
