import type { Gate } from '../core/copy/gate';
import type { Failure } from '../core/model/failure';
import type { Progress } from '../core/model/progress';
import type { Server } from '../core/ports';

/** What a copy and a verification have in common, seen from the command line. */
export interface Runnable<Result> {
  readonly label: string;
  /** What pauses it, if anything. */
  readonly gate?: Gate;
  /** Before the ends are connected to. @throws Failure */
  begin?(): Promise<void>;
  /** In any case, at last. */
  end?(): Promise<void>;
  events(
    source: Server,
    target: Server,
  ): AsyncIterable<
    | { kind: 'progress'; progress: Progress }
    | { kind: 'finished'; result: Result }
    | { kind: 'notice'; text: string }
    | { kind: 'quarantined' }
  >;
  failed(failure: Failure | 'cancelled'): Result;
  text(result: Result): string;
}
