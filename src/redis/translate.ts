import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';

interface Meaning {
  readonly code: FailureCode;
  readonly why: string;
  readonly next: string;
}

const SOCKET_ERRORS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: {
    code: 'connect.refused',
    why: 'nothing listens on that port',
    next: 'Check the host and the port, and that the server runs.',
  },
  ETIMEDOUT: {
    code: 'connect.timeout',
    why: 'it did not answer in time',
    next: 'Check the host and the port, that no firewall or security group stands between, and that TLS is on here exactly if it is on there.',
  },
  ENETUNREACH: {
    code: 'connect.timeout',
    why: 'its network cannot be reached from here',
    next: 'Check that a route exists, and which network this machine is in.',
  },
  EHOSTUNREACH: {
    code: 'connect.timeout',
    why: 'the host cannot be reached from here',
    next: 'Check that a route exists and that no firewall or security group stands between.',
  },
  ENOTFOUND: {
    code: 'connect.dns',
    why: 'the host name is not known',
    next: 'Check the spelling of the host name.',
  },
  EAI_AGAIN: {
    code: 'connect.dns',
    why: 'the host name could not be looked up',
    next: 'Check the network and the DNS settings.',
  },
  ECONNRESET: {
    code: 'connect.lost',
    why: 'the server closed the connection',
    next: 'Check that the server runs, and that TLS is on here exactly if it is on there.',
  },
  EPIPE: {
    code: 'connect.lost',
    why: 'the server closed the connection',
    next: 'Check that the server runs, and try again.',
  },
  ERR_STREAM_WRITE_AFTER_END: {
    code: 'connect.lost',
    why: 'the server closed the connection',
    next: 'Check that the server runs, and try again.',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    code: 'connect.tls',
    why: 'the port does not speak TLS',
    next: 'Turn TLS off (redis:// instead of rediss://), or choose the TLS port.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    code: 'connect.tls',
    why: "the server's certificate is for another host name",
    next: 'Use the host name that the certificate was made for; behind a tunnel, name it by --source-sni or --target-sni.',
  },
};

const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Beginnings of error replies, with what they mean. The first that fits counts. */
const REPLIES: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^(WRONGPASS|ERR invalid password|ERR AUTH |ERR Client sent AUTH)/i,
    {
      code: 'connect.auth',
      why: 'the server refused the user name or the password',
      next: 'Correct the user name and the password given for it.',
    },
  ],
  [
    /^NOAUTH/i,
    { code: 'connect.auth', why: 'the server wants a password', next: 'Give the endpoint its password.' },
  ],
  [
    /^OOM/i,
    {
      code: 'server.memory',
      why: 'it is full: its memory limit is reached, and its policy does not evict keys',
      next: 'Raise maxmemory or choose a larger node, then run again.',
    },
  ],
  [
    /^READONLY/i,
    {
      code: 'server.readonly',
      why: 'it is a replica, which takes no writes',
      next: 'Choose the address of its primary.',
    },
  ],
  [
    /^MISCONF/i,
    {
      code: 'server.disk',
      why: 'it refuses writes because it cannot save to its disk',
      next: 'Free its disk or mend its persistence settings, then run again.',
    },
  ],
  [
    /^ERR DB index is out of range/i,
    {
      code: 'database.missing',
      why: 'it has no database of that number',
      next: 'Correct the number at the end of the address, or raise the "databases" setting of the server.',
    },
  ],
  [
    /^(LOADING|BUSY |MASTERDOWN|TRYAGAIN|CLUSTERDOWN|NOREPLICAS)/i,
    {
      code: 'server.busy',
      why: 'it is not ready to answer (loading, busy, or waiting for its peers)',
      next: 'Wait until it is ready, then run again.',
    },
  ],
  [
    /^(MOVED|ASK|CROSSSLOT)/i,
    {
      code: 'topology.unsupported',
      why: 'it is a node of a cluster, and sent us to another node',
      next: 'Check that every node of the cluster can be reached from here, then run again.',
    },
  ],
  [
    /max number of clients reached/i,
    {
      code: 'server.busy',
      why: 'it has reached its limit of clients',
      next: 'Close other clients or raise maxclients, then try again.',
    },
  ],
];

/**
 * An error of ioredis or of the socket as a Failure. The original is not kept as a cause: ioredis attaches the
 * command with its arguments, and AUTH's arguments are a password, RESTORE's a value.
 * @param what what could not be done, naming the endpoint.
 */
export function translate(error: unknown, what: string): Failure {
  if (isFailure(error)) return error;
  const message = error instanceof Error ? error.message : '';
  const code = errorCode(error);
  const socket = SOCKET_ERRORS[code];
  if (socket !== undefined) return new Failure(socket.code, { what, why: socket.why, next: socket.next });
  if (CERTIFICATE.test(code)) {
    return new Failure('connect.tls', {
      what,
      why: `the server's certificate could not be verified (${code})`,
      next: 'Name its certificate authority (--cacert; of an endpoint, in its TLS options), or make it known to this machine, for instance by NODE_EXTRA_CA_CERTS.',
    });
  }
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE/.test(code)) {
    return new Failure('connect.tls', {
      what,
      why: 'the server wants a client certificate, and got none that it trusts',
      next: 'Give the client certificate and its key (--cert, --key; of an endpoint, in its TLS options).',
    });
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO') {
    return new Failure('connect.tls', {
      what,
      why: `the TLS handshake failed (${code})`,
      next: 'Check that the port speaks TLS, and which versions of TLS it takes.',
    });
  }
  if (/^Protocol error|^Unknown RESP|unexpected reply type/i.test(message)) {
    return new Failure('connect.notRedis', {
      what,
      why: 'what answers there does not speak the Redis protocol',
      next: 'Check the port; a TLS port needs TLS turned on.',
    });
  }
  if (/timed out|ETIMEDOUT/i.test(message)) {
    return new Failure('connect.timeout', {
      what,
      why: 'the server did not answer in time',
      next: 'Check that it runs and is not overloaded, then try again.',
    });
  }
  if (
    /Connection is closed|closed state|isn't writeable|aborted due to connection|Stream connection ended/i.test(
      message,
    )
  ) {
    return new Failure('connect.lost', {
      what,
      why: 'the connection was lost',
      next: 'Check that the server runs, and that TLS is on here exactly if it is on there; then run again.',
    });
  }
  return translateReply(message, what);
}

function translateReply(message: string, what: string): Failure {
  const denied = /^NOPERM.*?['"]?([a-z]+(?:\|[a-z]+)?)['"]? command/i.exec(message);
  if (/^NOPERM/i.test(message)) {
    const command = denied?.[1];
    const lack = command === undefined ? 'the keys it needs' : `the command ${command.toUpperCase()}`;
    return new Failure('server.permission', {
      what,
      why: `the user may not use ${lack}`,
      next: `Grant it by ACL SETUSER${command === undefined ? '' : ` (+${command.toLowerCase()})`}, or use another user.`,
    });
  }
  const unknown = /^ERR unknown (?:command|subcommand) ['"`]?([a-z]+)/i.exec(message);
  if (unknown?.[1] !== undefined) {
    return new Failure('server.commandMissing', {
      what,
      why: `the server does not offer the command ${unknown[1].toUpperCase()}`,
      next: 'It may be renamed or switched off there: allow it, or use another server.',
    });
  }
  const meaning = REPLIES.find(([pattern]) => pattern.test(message))?.[1];
  if (meaning !== undefined) return new Failure(meaning.code, { what, why: meaning.why, next: meaning.next });
  return new Failure('server.error', {
    what,
    why: `the server answered: ${cleanReply(message)}`,
    next: "Look at the server's log for more.",
  });
}

/** A server's error reply without the arguments that some of them repeat: those may be secrets or values. */
export function cleanReply(message: string): string {
  const first = message.split('\n', 1)[0] ?? '';
  return first.replace(/,? with args beginning with:.*$/i, '').slice(0, 200);
}

function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
