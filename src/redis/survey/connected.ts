import { groupedConnections } from '../../core/model/connections';
import type { ClientConnection, ConnectionList } from '../../core/model/connections';
import type { Lane } from '../lane';
import { OUR_NAME } from '../ourName';
import { parseInfo } from '../probe';
import { MOST_LISTED } from './clients';
import { figureOf, textOf } from './replies';

/** Longer names are cut. */
const MOST_NAME = 100;

/**
 * Everyone that is connected but us and links of replication; null where it is not told, or they are too many to ask for.
 * @throws Failure `connect.*`
 */
export async function readConnections(lane: Lane): Promise<ClientConnection[] | null> {
  const [info] = await lane.pipeline([['INFO', 'clients']]);
  const count = figureOf(parseInfo(textOf(info) ?? ''), 'connected_clients');
  if (count !== null && count > MOST_LISTED) return null;
  const [reply] = await lane.pipeline([['CLIENT', 'LIST']]);
  const list = textOf(reply);
  return list === null ? null : connectionsOf(list);
}

/** The same, put together. */
export async function listConnections(lane: Lane): Promise<ConnectionList | null> {
  const all = await readConnections(lane);
  return all === null ? null : groupedConnections(all);
}

/** What CLIENT LIST's lines `id=3 addr=10.0.3.7:52344 name=orders age=9 idle=0 flags=N … cmd=get user=default` say. */
export function connectionsOf(text: string): ClientConnection[] {
  return text.split('\n').flatMap((line) => {
    const fields = new Map(
      line
        .trim()
        .split(' ')
        .map((field) => {
          const at = field.indexOf('=');
          return [field.slice(0, Math.max(at, 0)), field.slice(at + 1)] as const;
        }),
    );
    const address = fields.get('addr');
    const name = fields.get('name') ?? '';
    // Flags of replicas, and of the primary of a replica.
    if (address === undefined || name === OUR_NAME || /[SM]/.test(fields.get('flags') ?? '')) return [];
    const colon = address.lastIndexOf(':');
    const command = fields.get('cmd') ?? 'NULL';
    return [
      {
        name: name.slice(0, MOST_NAME),
        host: colon === -1 ? address : address.slice(0, colon),
        port: Number(colon === -1 ? 0 : address.slice(colon + 1)) || 0,
        user: fields.get('user') ?? null,
        age: figureOf(fields, 'age') ?? 0,
        idle: figureOf(fields, 'idle') ?? 0,
        command: command === 'NULL' || command === '' ? null : command.toLowerCase(),
      },
    ];
  });
}
