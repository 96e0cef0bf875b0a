import type { BulkSocket } from './bulk/bulkSocket';
import { ReplicaAck } from './cluster/replicaAck';
import type { Lane } from './lane';
import { Restorer } from './restore';
import { readRunId } from './runId';

/** What writes in bulk. */
export interface Writer {
  /** The process that is written to; empty when it does not tell. */
  readonly runId: string;
  readonly restorer: Restorer;
  /** Of each connection. */
  readonly replicas: readonly ReplicaAck[];
}

/** Asks by `control`, writes by `sockets`, at least one. @throws Failure */
export async function openWriter(
  control: Lane,
  sockets: readonly [BulkSocket, ...BulkSocket[]],
  label: string,
): Promise<Writer> {
  return {
    runId: await readRunId(sockets[0]),
    restorer: await Restorer.over(control, sockets, label),
    replicas: sockets.map((socket) => new ReplicaAck(socket)),
  };
}
