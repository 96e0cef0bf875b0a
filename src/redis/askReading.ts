import { t } from '../core/model/t';
import type { DumpRequest } from '../core/ports';
import { readRedirect } from './cluster/redirect';
import type { Command, Lane } from './lane';
import { translate } from './translate';

/**
 * Asks whether keys may be read, and what else is wanted of them, by a key that need not exist. See KeySource.checkReadable.
 * @param clustered true where another node may serve that key: permission was asked before
 * @throws Failure `server.permission` or `server.commandMissing`
 */
export async function askReading(
  control: Lane,
  label: string,
  key: string,
  { wantEviction, wantSizes }: Pick<DumpRequest, 'wantEviction' | 'wantSizes'>,
  clustered: boolean,
): Promise<void> {
  const commands: Command[] = [
    ['SCAN', '0', 'COUNT', 1],
    ['DUMP', key],
    ['PTTL', key],
  ];
  if (wantEviction !== undefined)
    commands.push(['OBJECT', wantEviction === 'idle' ? 'IDLETIME' : 'FREQ', key]);
  if (wantSizes === true) commands.push(['MEMORY', 'USAGE', key]);
  for (const reply of await control.pipeline(commands)) {
    if (!(reply instanceof Error)) continue;
    if (clustered && readRedirect(reply.message) !== null) continue;
    throw translate(reply, t('Could not read from {0}', label));
  }
}
