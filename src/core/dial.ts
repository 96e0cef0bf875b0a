import type { Address, AddressMapping, IamChoice, SecretChoice, TlsChoice } from './model/endpoint';

/** How TLS is verified and who we are, as PEM texts; by default this machine's authorities, and no client certificate. */
export interface Trust {
  /** Authorities to trust instead of this machine's. */
  readonly authority?: string;
  /** The file that holds them, to be named in messages. */
  readonly authorityFile?: string;
  /** The client's certificate and its key, where the server asks for one. */
  readonly certificate?: string;
  readonly key?: string;
  /** The file of that certificate, to be named in messages. */
  readonly certificateFile?: string;
  /** Takes any certificate: whoever stands between can read and change everything. */
  readonly unverified?: boolean;
  /** The name to ask for and to hold the certificate against, where it is not the address's own: a tunnel, an IP. */
  readonly serverName?: string;
}

/**
 * Reads the files that a choice names, and holds a key against its certificate.
 * @param label what to call the endpoint in messages
 * @throws Failure `connect.tls` naming the file
 */
export type ReadTrust = (choice: TlsChoice, label: string) => Trust;

/** What one connection signs in with. */
export interface Login {
  /** Counts where the address names no user. */
  readonly username?: string;
  readonly password: string;
}

/** Where the passwords of an endpoint come from, when each is good for a while only. */
export interface PasswordSource {
  /** For the sentences when one is refused. */
  readonly of: 'token' | 'secret';
  /** A password for one connection, that is to be used now. @throws Failure; the signal's reason */
  next(signal: AbortSignal): Promise<Login>;
  /** How long a connection may be open before it is to sign in again, in seconds. */
  readonly renewSeconds: number;
}

/** How whoever reads our messages names what can be changed: a button, or options. What TLS goes by is named as the editor does, if absent. */
export interface Means {
  /** Of a way through a tunnel. */
  readonly tunnel: string;
  /** Of the authorities to trust. */
  readonly authority?: string;
  /** Of the client's certificate and its key. */
  readonly certificate?: string;
  /** Of the name that the server's certificate is for. */
  readonly serverName?: string;
}

/** How to reach an endpoint: its address, what to call it in messages, and the password if it has one. */
export interface Dial {
  readonly label: string;
  readonly address: Address;
  readonly password?: string;
  /** Signs in by AWS credentials; `connectByAws` makes `passwords` of it. */
  readonly iam?: IamChoice;
  /** Holds the password; likewise. */
  readonly secret?: SecretChoice;
  /** Counts instead of `password`. */
  readonly passwords?: PasswordSource;
  /** For addresses of Sentinels: their own password, if it is not the same. */
  readonly sentinelPassword?: string;
  /** The address of the Sentinels that named this one. */
  readonly followed?: Address;
  /** Where servers are dialled that cannot be reached where they say they are; others are dialled there. */
  readonly addressMap?: readonly AddressMapping[];
  readonly means?: Means;
  /** Reads keys from a replica of the server, or of each node of the cluster, instead of from itself. */
  readonly readFrom?: 'replica';
  /** Counts for addresses with TLS only. */
  readonly trust?: Trust;
  /** Connections to each node that read in bulk, and as many that write, 1 to 16; 1 if absent. */
  readonly lanes?: number;
  /** Told what the user should know although it works; the same may come several times. */
  readonly warn?: (warning: string) => void;
}
