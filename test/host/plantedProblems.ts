/** Twelve problems, each with its rule and, where it can be mended by itself, the line as it is then. */
export const PLANTED: readonly (readonly [line: string, rule: string, mended?: string])[] = [
  ['maxmemroy 1gb', 'conf.unknown', 'maxmemory 1gb'],
  ['tcp-backlog=511', 'conf.unknown', 'tcp-backlog 511'],
  ['appendonly on', 'conf.bool', 'appendonly yes'],
  ['maxmemory-policy allkeys-lruu', 'conf.enum', 'maxmemory-policy allkeys-lru'],
  ['port 70000', 'conf.range'],
  ['maxmemory-clients 1.5gb', 'conf.memory'],
  ['hz ten', 'conf.number'],
  ['databases 16 # as ever', 'conf.arity', '# as ever'],
  ['logfile "/var/log/valkey.log', 'conf.quoting'],
  ['save 900', 'conf.save'],
  ['notify-keyspace-events KX?', 'conf.events'],
  ['lazyfree-lazy-user-flash yes', 'conf.unknown', 'lazyfree-lazy-user-flush yes'],
];
