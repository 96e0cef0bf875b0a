import { directiveNamed } from './catalogue';
import type { ConfDocument } from './confDocument';

const LEAST_NAMES = 4;
/** Names that only these servers have, or hardly anyone else. */
const OWN =
  /^(maxmemory|maxmemory-policy|appendonly|appendfsync|save|requirepass|masterauth|replicaof|slaveof|rdbcompression|dbfilename|tcp-backlog|protected-mode|cluster-enabled|databases|hz|io-threads)$/i;

/** Whether a text is most likely a redis.conf: nearly all its names are known, and one is hardly used elsewhere. */
export function looksLikeConf({ lines }: ConfDocument): boolean {
  const names = lines.flatMap(({ words: [first] }) => (first === undefined ? [] : [first.value]));
  const known = names.filter((name) => directiveNamed(name) !== null);
  return (
    known.length >= LEAST_NAMES && known.length >= names.length * 0.8 && known.some((name) => OWN.test(name))
  );
}
