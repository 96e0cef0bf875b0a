import type { Product } from './serverRelease';
import { type LabCommand, runCommand } from './runCommand';

/** What a server binary says of itself. */
export interface BinaryVersion {
  readonly product: Product;
  readonly version: string;
}

/** Reads 'Redis server v=8.0.2 sha=...' or 'Valkey server v=...'; undefined if the text is something else. */
export function parseBinaryVersion(text: string): BinaryVersion | undefined {
  const match = /^(Redis|Valkey) server v=(\d+(?:\.\d+)*)/im.exec(text);
  if (match === null) return undefined;
  const [, name = '', version = ''] = match;
  return { product: name.toLowerCase() === 'valkey' ? 'valkey' : 'redis', version };
}

/**
 * Asks a server binary for its product and version.
 * @throws Error if it cannot be run or does not answer like a Redis or Valkey server.
 */
export async function binaryVersion(command: LabCommand): Promise<BinaryVersion> {
  const said = await runCommand(command.file, [...command.args, '--version']);
  const version = parseBinaryVersion(said);
  if (version === undefined) throw new Error(`${command.file} is no Redis or Valkey server: ${said.trim()}`);
  return version;
}
