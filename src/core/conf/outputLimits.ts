import type { ConfTarget } from './confTarget';
import { readInteger, readMemory } from './numbers';
import type { GroupParameter } from './groupParameter';
import type { Setting } from './settings';

const REPLICAS = /^(replica|slave)$/i;

/**
 * The parameters of one line `client-output-buffer-limit`: three for each class of clients, in bytes, bytes and seconds.
 * That of replicas is up to the type of the nodes.
 */
export function outputLimits(
  { line, values }: Setting,
  target: ConfTarget,
): { readonly parameters: readonly GroupParameter[] } | { readonly reason: string } {
  const parameters: GroupParameter[] = [];
  const note = values.some((value) => REPLICAS.test(value))
    ? 'The limit of replicas is up to ElastiCache.'
    : '';
  for (let at = 0; at < values.length; at += 4) {
    const [kind = '', hard = '', soft = '', seconds = ''] = values.slice(at, at + 4);
    if (REPLICAS.test(kind)) continue;
    const bytes = [readMemory(hard, target), readMemory(soft, target), readInteger(seconds)];
    if (!/^(normal|pubsub)$/i.test(kind) || bytes.includes(null)) {
      return { reason: 'it is not of the form: class, hard limit, soft limit, seconds' };
    }
    ['hard-limit', 'soft-limit', 'soft-seconds'].forEach((what, index) => {
      const name = `client-output-buffer-limit-${kind.toLowerCase()}-${what}`;
      parameters.push({ name, value: String(bytes[index]), line: line + 1, note });
    });
  }
  return parameters.length === 0
    ? { reason: 'the limit of replicas is up to ElastiCache: it goes with the type of the nodes' }
    : { parameters };
}
