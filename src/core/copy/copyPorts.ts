import type { Clock, KeySink, KeySource } from '../ports';
import type { Checkpoints } from './checkpoint';
import type { Gate } from './gate';
import type { Sleep } from './pace';
import type { Throttle } from './throttle';

/** Where a copy goes; it is only read to tell what a dry run would meet, and what was written before an interruption. */
export type CopyTarget = KeySink &
  Pick<KeySource, 'exist' | 'libraries' | 'dumpKeys' | 'openLarge' | 'keepAlive'>;

/** What a copy asks of the world. */
export interface CopyPorts {
  readonly source: KeySource;
  readonly target: CopyTarget;
  readonly clock: Clock;
  /** Needed for a plan that limits the pace, and with a gate. */
  readonly sleep?: Sleep;
  /** Holds the copy up while it is closed. */
  readonly gate?: Gate;
  /** Takes the place of the plan's keys a second, and can be changed while the copy goes. */
  readonly throttle?: Throttle;
  /** Where how far it has come is kept; absent when the copy need not be resumable. */
  readonly checkpoints?: Checkpoints;
}
