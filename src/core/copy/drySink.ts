import { chunkBytes } from '../largeValue';
import { versionAtLeast } from '../model/profile';
import type { Profile } from '../model/profile';
import type { KeySink, RestoreException } from '../ports';
import type { CopyTarget } from './copyPorts';
import { stored } from '../model/stored';

/**
 * A sink that writes nothing, and answers as the target would as far as reading it tells: which keys and which function
 * libraries it holds already. What shows only in writing (too little memory, a payload that it refuses) it does not
 * answer.
 */
export function drySink(target: CopyTarget, profile: Profile): KeySink {
  let held: Promise<ReadonlySet<string>> | undefined;
  return {
    retryBy: (policy) => {
      target.retryBy(policy);
    },
    profile: (signal) => target.profile(signal),
    look: (signal) => target.look(signal),
    facts: (signal) => target.facts(signal),
    checkWritable: (signal) => target.checkWritable(signal),
    checkLoadable: (signal) => target.checkLoadable(signal),
    async restore({ batch, database, indexes, replace }, signal) {
      const exceptions = new Map<number, RestoreException>();
      if (replace) return exceptions;
      const names = Array.from(indexes, (index) => batch.key(index));
      const present = await target.exist(database, names, signal);
      for (const [position, index] of indexes.entries()) {
        if (present[position] === true) exceptions.set(index, { kind: 'exists' });
      }
      return exceptions;
    },
    async writeLarge({ database, key, value, replace }, signal) {
      if (!replace && (await target.exist(database, [key], signal))[0] === true) return { kind: 'exists' };
      let bytes = 0;
      for await (const chunk of value.chunks()) {
        signal.throwIfAborted();
        bytes += chunkBytes(chunk);
      }
      return (await value.unchanged()) ? { kind: 'written', bytes } : { kind: 'changed' };
    },
    async loadLibrary({ name }, replace, signal) {
      if (!versionAtLeast(profile.version, '7.0')) {
        return { kind: 'refused', reason: stored('the target has no functions, which came with Redis 7.0') };
      }
      if (replace) return { kind: 'restored' };
      held ??= target.libraries(signal).then((all) => new Set(all.map((library) => library.name)));
      return { kind: (await held).has(name) ? 'exists' : 'restored' };
    },
  };
}
