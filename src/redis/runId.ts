import type { BulkSocket } from './bulk/bulkSocket';
import { commandFrame } from './bulk/frames';
import { parseInfo } from './probe';

/**
 * The process at the other end; empty when it does not tell. Asked where it matters: another connection to the same name
 * may lead to another process.
 * @throws Failure
 */
export async function readRunId(socket: BulkSocket): Promise<string> {
  const { bytes } = await socket.request(commandFrame(['INFO', 'server']), 1, 0);
  return parseInfo(bytes.toString('utf8')).get('run_id') ?? '';
}
