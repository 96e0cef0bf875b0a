import type { Certificates } from './certificates';
import type { ServerName } from './serverRelease';

/** A primary that Sentinels watch. */
export interface Watched {
  /** Their name for it. */
  readonly name: string;
  readonly port: number;
  readonly quorum: number;
  /** What the primary asks for. */
  readonly password?: string;
}

/** How a server of the lab is started. It always listens on 127.0.0.1 and never writes snapshots. */
export interface ServerOptions {
  readonly server: ServerName;
  /** A fixed port; by default a free one is found. */
  readonly port?: number;
  /** The number of databases, 16 by default. */
  readonly databases?: number;
  /** The password of the default user. */
  readonly requirepass?: string;
  /** Lines of the configuration file, such as 'maxmemory 50mb'. */
  readonly config?: readonly string[];
  /** Arguments of ACL SETUSER, such as 'reader on >secret ~* +@read'. */
  readonly aclUsers?: readonly string[];
  /** Opens a TLS port beside the plain one; 'mutual' asks clients for a certificate. */
  readonly tls?: boolean | 'mutual';
  /** Certificates to use for TLS, when several servers must share an authority. */
  readonly certificates?: Certificates;
  /** Takes away the commands which ElastiCache does not offer (CONFIG, PSYNC, SAVE, DEBUG, ...). */
  readonly restricted?: boolean;
  /** Allows DEBUG to local clients. */
  readonly debugCommand?: boolean;
  /** Seconds by which its clock is ahead of this machine's; see shiftedClock for which can have that. */
  readonly clockAhead?: number;
  /** Starts as a Sentinel that watches these primaries; startSentinels makes whole sets. */
  readonly sentinelOf?: readonly Watched[];
  /** Starts in cluster mode, without slots; startCluster makes whole clusters. */
  readonly cluster?: boolean;
}
