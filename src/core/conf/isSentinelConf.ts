import type { ConfDocument } from './confDocument';

/** What nobody sets who does not keep data. */
const DATA =
  /^(maxmemory|maxmemory-policy|appendonly|appendfsync|save|replicaof|slaveof|dbfilename|databases|cluster-enabled|hz|io-threads)$/i;

/** Whether a text is the configuration of a Sentinel: it has lines for one, and none about data. */
export function isSentinelConf({ lines }: ConfDocument): boolean {
  const names = lines.flatMap(({ words: [name, value] }) =>
    name === undefined || value === undefined ? [] : [name.value],
  );
  return names.some((name) => /^sentinel$/i.test(name)) && !names.some((name) => DATA.test(name));
}
