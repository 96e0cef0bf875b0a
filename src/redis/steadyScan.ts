import type { KeyBatch, ScanPosition } from '../core/keyBatch';
import type { DumpRequest, PrefixedNamesRequest } from '../core/ports';
import type { KeyPage } from './bulk/keyPage';
import { keepWanted, wantedSlots } from './cluster/keySlots';
import { listBatch } from './cluster/listBatch';
import { namesOf } from './namesOf';
import type { NodeServer } from './nodeServer';
import { ScanPositions } from './scanPositions';
import { SeenKeys } from './seenKeys';

/** A server that scans go on with wherever it is then. */
export interface ScannedServer {
  readonly reach: () => Promise<NodeServer>;
  /** Told that something came forward. */
  readonly progress: () => void;
  /** Waits until it may be reached again. @throws the error when that does not help */
  readonly waitOver: (error: unknown, node: NodeServer | undefined, signal: AbortSignal) => Promise<void>;
}

/** See KeySource.dump: another process than before is scanned from the beginning. */
export async function* steadyDump(
  { reach, progress, waitOver }: ScannedServer,
  request: DumpRequest,
  signal: AbortSignal,
): AsyncGenerator<KeyBatch> {
  const { database } = request;
  const positions = new ScanPositions(request.from);
  const wanted = wantedSlots(request);
  const part = wanted === null ? {} : { keep: (page: KeyPage) => keepWanted(page, wanted) };
  const seen = new SeenKeys();
  let process: string | undefined;
  let last: ScanPosition | undefined;
  for (;;) {
    let node: NodeServer | undefined;
    try {
      node = await reach();
      const { runId } = await node.dumper();
      const { cursor, used } = positions.cursorOf({ node: '', runId, database });
      if (process !== undefined && process !== runId) {
        // Whoever counts what was read of a scan learns by it what comes again.
        const left = last ?? { node: '', runId: process, database, slots: '', cursor: '' };
        yield listBatch(database, [], left);
        seen.forget();
      }
      if (process !== runId) for (const position of used) yield listBatch(database, [], position);
      process = runId;
      if (cursor === null) return;
      const fresh = (page: KeyPage): KeyPage => seen.newOf(page);
      const scan = { node: '', slots: '', cursor, ...part, fresh };
      for await (const batch of node.dumpPart(request, scan, signal)) {
        progress();
        if (batch.position === undefined) seen.add(batch.keys);
        else {
          last = batch.position;
          positions.learn(last);
          seen.pageOver();
        }
        yield batch;
      }
      return;
    } catch (error) {
      seen.lost();
      await waitOver(error, node, signal);
    }
  }
}

/** See KeySource.names. */
export async function* steadyNames(
  { reach, progress, waitOver }: ScannedServer,
  request: PrefixedNamesRequest,
  signal: AbortSignal,
): AsyncGenerator<readonly Uint8Array[]> {
  const wanted = namesOf(request);
  let process: string | undefined;
  let cursor = '0';
  for (;;) {
    let node: NodeServer | undefined;
    try {
      node = await reach();
      const { runId } = await node.dumper();
      // Cursors are of the process that gave them.
      if (process !== runId) cursor = '0';
      process = runId;
      for await (const page of node.namePages(request, cursor, signal)) {
        progress();
        ({ cursor } = page);
        const keys = wanted(page.keys);
        if (keys.length > 0) yield keys;
      }
      return;
    } catch (error) {
      await waitOver(error, node, signal);
    }
  }
}
