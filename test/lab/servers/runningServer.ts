import { Redis, type RedisOptions } from 'ioredis';
import type { CertificatePaths, Certificates } from './certificates';
import type { ResolvedServer } from './resolveServer';
import type { ServerOptions } from './serverOptions';
import type { WatchedProcess } from './watchedProcess';

/** ioredis options; the lab speaks RESP2, so the mapping of RESP3 replies is of no use. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

/** What makes up a running server. */
export interface RunningServerParts {
  readonly spec: ServerOptions;
  readonly resolved: ResolvedServer;
  readonly process: WatchedProcess;
  readonly port: number;
  readonly tls?: {
    readonly port: number;
    readonly certificates: Certificates;
    readonly paths: CertificatePaths;
  };
}

/** A server of the lab. It ends with {@link stop}, or with this process in whatever way that ends. */
export class RunningServer {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly tlsPort: number | undefined;
  /** The PEM texts of the certificates, if TLS is on. */
  readonly certificates: Certificates | undefined;
  /** The files of the certificates, which go when the server stops. */
  readonly certificatePaths: CertificatePaths | undefined;
  readonly pid: number;
  readonly spec: ServerOptions;
  readonly resolved: ResolvedServer;
  readonly #process: WatchedProcess;
  readonly #clients = new Set<Redis>();

  constructor(parts: RunningServerParts) {
    this.port = parts.port;
    this.tlsPort = parts.tls?.port;
    this.certificates = parts.tls?.certificates;
    this.certificatePaths = parts.tls?.paths;
    this.pid = parts.process.pid;
    this.spec = parts.spec;
    this.resolved = parts.resolved;
    this.#process = parts.process;
  }

  /** The product's own version, such as '9.1.2' (a Valkey claims to be Redis 7.2.4 elsewhere). */
  get version(): string {
    return this.resolved.version;
  }

  /** redis://127.0.0.1:port without the password. */
  get url(): string {
    return `redis://${this.host}:${String(this.port)}`;
  }

  /** rediss://127.0.0.1:tlsPort, if TLS is on. */
  get tlsUrl(): string | undefined {
    return this.tlsPort === undefined ? undefined : `rediss://${this.host}:${String(this.tlsPort)}`;
  }

  /**
   * A connected client, signed in as the default user unless the options say otherwise, and closed by
   * {@link stop}. With `tls: {}` in the options it uses the TLS port, the lab's authority and the client
   * certificate. It does not reconnect, so that a killed server shows as an error at once.
   * @throws Error if the connection or the sign-in fails.
   */
  async client(options: ClientOptions = {}): Promise<Redis> {
    const tls = options.tls === undefined ? {} : { port: this.#tlsPort(), tls: this.#tls(options.tls) };
    const client = new Redis({
      host: this.host,
      port: this.port,
      protocol: 2,
      lazyConnect: true,
      // The server is ready, and a user with few rights may not ask it by INFO.
      enableReadyCheck: false,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      ...(this.spec.requirepass === undefined ? {} : { password: this.spec.requirepass }),
      ...options,
      ...tls,
    });
    // Without a listener ioredis prints each lost connection; the command that fails tells enough.
    client.on('error', () => undefined);
    this.#clients.add(client);
    client.once('end', () => this.#clients.delete(client));
    await client.connect();
    return client;
  }

  /** The end of the server's log, 64 KB at most. */
  log(): string {
    return this.#process.output();
  }

  /** Kills the server the hard way, as a crash would. Clients see their connections end. */
  async kill(): Promise<void> {
    this.#process.signal('SIGKILL');
    await this.#process.ended;
  }

  /** Freezes the server: connections stay, answers do not come. */
  pause(): void {
    this.#process.signal('SIGSTOP');
  }

  /** Lets a paused server go on. */
  resume(): void {
    this.#process.signal('SIGCONT');
  }

  /** Closes this object's clients and ends the server; resolves when it and its folder are gone. */
  async stop(): Promise<void> {
    for (const client of this.#clients) client.disconnect();
    // Nothing is to be saved, and a polite shutdown would wait up to ten seconds for replicas.
    await this.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #tlsPort(): number {
    if (this.tlsPort === undefined) throw new Error('this server was started without TLS');
    return this.tlsPort;
  }

  #tls(own: NonNullable<ClientOptions['tls']>): NonNullable<ClientOptions['tls']> {
    const { ca, clientCert, clientKey } = this.certificates ?? {};
    return {
      ...(ca === undefined ? {} : { ca }),
      ...(clientCert === undefined ? {} : { cert: clientCert }),
      ...(clientKey === undefined ? {} : { key: clientKey }),
      ...own,
    };
  }
}
