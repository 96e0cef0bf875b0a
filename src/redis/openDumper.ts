import { t } from '../core/model/t';
import type { BulkSocket } from './bulk/bulkSocket';
import { DumpLane } from './bulk/dumpLane';
import { Dumper } from './dump';

/** What reads in bulk is made of. */
export interface DumperParts {
  /** Scans. */
  readonly scanner: BulkSocket;
  /** Read, at least one. */
  readonly sockets: readonly [BulkSocket, ...BulkSocket[]];
  readonly label: string;
  /** Whether the server tells absolute expiries. */
  readonly exact: boolean;
  /** Milliseconds to the server and back. */
  readonly roundTrip: number;
  readonly clustered: boolean;
}

/** Makes ready to read all keys of a server. @throws Failure */
export async function openDumper(parts: DumperParts): Promise<Dumper> {
  const { scanner, sockets, label, exact, roundTrip, clustered } = parts;
  const lane = (socket: BulkSocket): DumpLane =>
    new DumpLane(
      socket,
      t('Could not read from {0}', label),
      exact ? 'absolute' : 'relative',
      roundTrip,
      clustered,
    );
  const [first, ...others] = sockets;
  return Dumper.over(scanner, [lane(first), ...others.map(lane)], label, roundTrip);
}
