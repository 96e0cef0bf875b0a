import type { CertificatePaths } from './certificates';
import type { ServerOptions, Watched } from './serverOptions';

/** The commands which ElastiCache does not offer, or which would take the server from the tests. */
const restrictedCommands = [
  'BGREWRITEAOF',
  'BGSAVE',
  'CONFIG',
  'DEBUG',
  'MIGRATE',
  'PSYNC',
  'REPLICAOF',
  'SAVE',
  'SHUTDOWN',
  'SLAVEOF',
  'SYNC',
];

/** What {@link serverConfig} needs besides the caller's options. */
export interface ConfigPlaces {
  readonly folder: string;
  readonly port: number;
  readonly tlsPort?: number;
  readonly certificates?: CertificatePaths;
  /** The major version: the guard on DEBUG exists from 7 on. */
  readonly major: number;
}

/** The text of the server's configuration file. Extra lines of the caller come last and win. */
export function serverConfig(options: ServerOptions, places: ConfigPlaces): string {
  const lines = [
    'bind 127.0.0.1',
    `port ${String(places.port)}`,
    `dir ${quote(places.folder)}`,
    'daemonize no',
  ];
  if (options.sentinelOf === undefined) {
    // A full copy starts at once instead of waiting five seconds for more replicas.
    lines.push('save ""', 'appendonly no', 'repl-diskless-sync-delay 0');
  }
  if (options.databases !== undefined) lines.push(`databases ${String(options.databases)}`);
  if (options.requirepass !== undefined) {
    lines.push(`requirepass ${quote(options.requirepass)}`);
    const toOthers = options.sentinelOf === undefined ? 'masterauth' : 'sentinel sentinel-pass';
    lines.push(`${toOthers} ${quote(options.requirepass)}`);
  }
  lines.push(...(options.sentinelOf ?? []).flatMap(watchLines));
  if (options.cluster === true) {
    lines.push('cluster-enabled yes', 'cluster-config-file nodes.conf', 'cluster-node-timeout 5000');
  }
  if (options.debugCommand === true && places.major >= 7) lines.push('enable-debug-command local');
  if (places.certificates !== undefined && places.tlsPort !== undefined) {
    const { ca, cert, key } = places.certificates;
    lines.push(`tls-port ${String(places.tlsPort)}`, `tls-ca-cert-file ${quote(ca)}`);
    lines.push(`tls-cert-file ${quote(cert)}`, `tls-key-file ${quote(key)}`);
    lines.push(`tls-auth-clients ${options.tls === 'mutual' ? 'yes' : 'no'}`);
    // Without it the nodes would tell TLS clients the plain ports of their neighbours.
    if (options.cluster === true) lines.push('tls-cluster yes');
    if (options.cluster === true || options.sentinelOf !== undefined) lines.push('tls-replication yes');
  }
  if (options.restricted === true) {
    lines.push(...restrictedCommands.map((command) => `rename-command ${command} ""`));
  }
  lines.push(...(options.config ?? []));
  return `${lines.join('\n')}\n`;
}

/** Times that are right for tests: a primary counts as down after one second. */
function watchLines({ name, port, quorum, password }: Watched): string[] {
  return [
    `sentinel monitor ${name} 127.0.0.1 ${String(port)} ${String(quorum)}`,
    `sentinel down-after-milliseconds ${name} 1000`,
    `sentinel failover-timeout ${name} 3000`,
    ...(password === undefined ? [] : [`sentinel auth-pass ${name} ${quote(password)}`]),
  ];
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
