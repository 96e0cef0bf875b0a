import type { CertificatePaths } from './certificates';
import type { ServerOptions } from './serverOptions';

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
    'save ""',
    'appendonly no',
    'daemonize no',
    // A full copy starts at once instead of waiting five seconds for more replicas.
    'repl-diskless-sync-delay 0',
  ];
  if (options.databases !== undefined) lines.push(`databases ${String(options.databases)}`);
  if (options.requirepass !== undefined) {
    lines.push(`requirepass ${quote(options.requirepass)}`, `masterauth ${quote(options.requirepass)}`);
  }
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
    if (options.cluster === true) lines.push('tls-cluster yes', 'tls-replication yes');
  }
  if (options.restricted === true) {
    lines.push(...restrictedCommands.map((command) => `rename-command ${command} ""`));
  }
  lines.push(...(options.config ?? []));
  return `${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
