import { configValue } from '../probe';
import type { Lane } from '../lane';

/**
 * The settings that a check looks at. None of them is a secret or leads to one: `requirepass`, `masterauth`,
 * `tls-key-file-pass` and their like are never asked for, not even by a pattern.
 */
const NAMES = [
  'acl-pubsub-default',
  'active-expire-effort',
  'activedefrag',
  'appendfsync',
  'appendonly',
  'aof-use-rdb-preamble',
  'bind',
  'client-output-buffer-limit',
  'client-query-buffer-limit',
  'cluster-allow-reads-when-down',
  'cluster-databases',
  'cluster-enabled',
  'cluster-node-timeout',
  'cluster-require-full-coverage',
  'databases',
  'enable-debug-command',
  'enable-module-command',
  'enable-protected-configs',
  'hash-max-listpack-entries',
  'hash-max-listpack-value',
  'hash-max-ziplist-entries',
  'hash-max-ziplist-value',
  'hz',
  'io-threads',
  'latency-monitor-threshold',
  'lazyfree-lazy-eviction',
  'lazyfree-lazy-expire',
  'list-compress-depth',
  'list-max-listpack-size',
  'list-max-ziplist-size',
  'lua-time-limit',
  'maxclients',
  'maxmemory',
  'maxmemory-clients',
  'maxmemory-policy',
  'min-replicas-max-lag',
  'min-replicas-to-write',
  'notify-keyspace-events',
  'port',
  'proto-max-bulk-len',
  'protected-mode',
  'rdb-version-check',
  'rdbchecksum',
  'rdbcompression',
  'repl-backlog-size',
  'repl-diskless-load',
  'repl-diskless-sync',
  'repl-timeout',
  'replica-read-only',
  'replica-serve-stale-data',
  'sanitize-dump-payload',
  'save',
  'set-max-intset-entries',
  'set-max-listpack-entries',
  'slowlog-log-slower-than',
  'slowlog-max-len',
  'stop-writes-on-bgsave-error',
  'stream-node-max-bytes',
  'stream-node-max-entries',
  'supervised',
  'tcp-keepalive',
  'timeout',
  'tls-auth-clients',
  'tls-cluster',
  'tls-port',
  'tls-replication',
  'zset-max-listpack-entries',
  'zset-max-listpack-value',
  'zset-max-ziplist-entries',
  'zset-max-ziplist-value',
] as const;

/** See ServerFacts.settings. A server that refuses one is not asked for the others. @throws Failure `connect.*` */
export async function readSettings(lane: Lane): Promise<Readonly<Record<string, string>> | null> {
  const [first] = await lane.pipeline([['CONFIG', 'GET', 'maxmemory-policy']]);
  if (first instanceof Error) return null;
  const replies = await lane.pipeline(NAMES.map((name) => ['CONFIG', 'GET', name]));
  return Object.fromEntries(
    NAMES.flatMap((name, index) => {
      const value = configValue(replies[index]);
      return value === null ? [] : [[name, value]];
    }),
  );
}
