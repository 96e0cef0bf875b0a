import { toBase64 } from '../model/base64';
import type { QuarantinedKey } from '../model/run';
import type { KeySink, KeySource } from '../ports';
import type { CopyEvent, CopyPlan } from './plan';
import type { Tally } from './tally';

/** What the copying of libraries works with. */
interface LibraryCopy {
  readonly plan: CopyPlan;
  readonly source: KeySource;
  readonly sink: KeySink;
  readonly tally: Tally;
}

/** Copies every function library. @throws Failure */
export async function* copyLibraries(
  { plan, source, sink, tally }: LibraryCopy,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  tally.phase = 'functions';
  for (const library of await source.libraries(signal)) {
    if (signal.aborted) return;
    const outcome = await sink.loadLibrary(library, plan.onConflict === 'replace', signal);
    if (outcome.kind === 'stopped') throw outcome.failure;
    if (outcome.kind === 'restored') tally.functionCopied();
    if (outcome.kind === 'restored' || (outcome.kind === 'exists' && plan.onConflict === 'skip')) continue;
    const reason = outcome.kind === 'exists' ? 'the target already holds this library' : outcome.reason;
    const key: QuarantinedKey = {
      key: toBase64(new TextEncoder().encode(library.name)),
      db: 0,
      type: 'function',
      reason,
    };
    tally.quarantined(key);
    yield { kind: 'quarantined', key };
  }
}
