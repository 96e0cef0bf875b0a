import type { Dial } from './dial';
import { toFailure } from './model/failure';
import type { Failure } from './model/failure';
import { t } from './model/t';
import type { Connect, Server } from './ports';

/** One of the two ends of a migration. */
export type End = 'source' | 'target';

/** Both ends, connected. */
export interface Ends {
  readonly source: Server;
  readonly target: Server;
  /** What their connections have warned of since it was asked last, each text once. */
  warnings(): readonly string[];
  /** Ends every connection; never throws. */
  close(): void;
}

/** The end that could not be reached, and why. */
export interface Unreached {
  readonly end: End;
  readonly failure: Failure;
}

/** Connects to the source, then to the target. Does not throw: when one cannot be reached, nothing stays connected. */
export async function connectEnds(
  dials: Readonly<Record<End, Dial>>,
  connect: Connect,
  signal: AbortSignal,
): Promise<Ends | Unreached> {
  const warned = new Set<string>();
  const fresh: string[] = [];
  const warn = (text: string): void => {
    if (!warned.has(text)) fresh.push(text);
    warned.add(text);
  };
  const reach = async (end: End): Promise<Server | Unreached> => {
    try {
      return await connect({ ...dials[end], warn }, signal);
    } catch (error) {
      return { end, failure: toFailure(error, t('Could not connect to {0}', dials[end].label)) };
    }
  };
  const source = await reach('source');
  if ('failure' in source) return source;
  const target = await reach('target');
  if ('failure' in target) {
    source.close();
    return target;
  }
  const close = (): void => {
    source.close();
    target.close();
  };
  return { source, target, warnings: () => fresh.splice(0), close };
}
