import { toBase64 } from '../model/base64';
import type { QuarantinedKey } from '../model/run';
import type { FunctionLibrary, KeySink, KeySource } from '../ports';
import { sameBytes } from '../verify/sameBytes';
import type { Counts } from './counts';
import type { CopyEvent, CopyPlan } from './plan';
import { stored } from '../model/stored';

/** What the copying of libraries works with. */
interface LibraryCopy {
  readonly plan: CopyPlan;
  readonly source: KeySource;
  readonly sink: KeySink;
  readonly counts: Counts;
  /** Asked, in a run that goes on after an interruption, about libraries that exist; see Transfer. */
  readonly held?: Pick<KeySource, 'libraries'>;
}

/** Copies every function library. @throws Failure */
export async function* copyLibraries(
  { plan, source, sink, counts, held }: LibraryCopy,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  for (const library of await source.libraries(signal)) {
    if (signal.aborted) return;
    const outcome = await sink.loadLibrary(library, plan.onConflict === 'replace', signal);
    if (outcome.kind === 'stopped') throw outcome.failure;
    const written =
      outcome.kind === 'restored' || (outcome.kind === 'exists' && (await holds(held, library, signal)));
    if (written) counts.functionCopied();
    if (written || (outcome.kind === 'exists' && plan.onConflict === 'skip')) continue;
    const reason =
      outcome.kind === 'exists' ? stored('the target already holds this library') : outcome.reason;
    const key: QuarantinedKey = {
      key: toBase64(new TextEncoder().encode(library.name)),
      db: 0,
      type: 'function',
      reason,
    };
    counts.quarantined(key);
    yield { kind: 'quarantined', key };
  }
}

async function holds(
  target: Pick<KeySource, 'libraries'> | undefined,
  { name, code }: FunctionLibrary,
  signal: AbortSignal,
): Promise<boolean> {
  const held = await target?.libraries(signal);
  return held?.some((other) => other.name === name && sameBytes(code, other.code)) === true;
}
