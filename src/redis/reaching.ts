import type { Dial } from '../core/dial';
import type { Failure } from '../core/model/failure';
import type { LeftOvers } from './bigKeys/leftOvers';
import type { Marks } from './cluster/unheld';
import type { Lane } from './lane';
import { NodeServer } from './nodeServer';
import type { Patience } from './patience';

/** A connection to a server, and how to make more of them. */
export interface Reached {
  readonly dial: Dial;
  readonly control: Lane;
  /** Of one node of a cluster: why the others are not known, so that it can only be looked at. */
  readonly unmapped?: Failure;
}

/** @param signal aborting it closes the server */
export function nodeOf({ dial, control, unmapped }: Reached, signal: AbortSignal): NodeServer {
  return new NodeServer(dial, signal, control, false, undefined, unmapped);
}

/** A server that is asked or written to. */
export interface ReachedNode {
  readonly node: NodeServer;
  /** Forgets the connection, since it failed. */
  drop(): Promise<void> | void;
  /** Hears which process is about to be written to. */
  writtenTo(runId: string): void;
  /** Hears that it takes no writes, since it is a replica now. */
  demoted?(): void;
  /** Hears that it has taken a write. */
  accepted?(): void;
  /** Hear what its replicas hold of a large value, where it has any. */
  readonly marks?: Marks;
}

/** How to reach that server, and how long to wait for it. */
export interface Reaching {
  readonly patience: Patience;
  /** True for what goes over by itself. */
  readonly passes: (error: unknown) => error is Failure;
  /** What large keys have left there. */
  readonly leftOvers: LeftOvers;
  /** @throws Failure */
  readonly reach: () => Promise<ReachedNode>;
}
