import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';
import { t } from '../core/model/t';
import { tlsRefusal } from './tlsRefusal';
import type { TlsOfDial } from './tlsRefusal';

interface Meaning {
  readonly code: FailureCode;
  readonly why: string;
  readonly next: string;
}

const SOCKET_ERRORS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: {
    code: 'connect.refused',
    why: t('nothing listens on that port'),
    next: t('Check the host and the port, and that the server runs.'),
  },
  ETIMEDOUT: {
    code: 'connect.timeout',
    why: t('it did not answer in time'),
    next: t(
      'Check the host and the port, that no firewall or security group stands between, and that TLS is on here exactly if it is on there.',
    ),
  },
  ENETUNREACH: {
    code: 'connect.timeout',
    why: t('its network cannot be reached from here'),
    next: t('Check that a route exists, and which network this machine is in.'),
  },
  EHOSTUNREACH: {
    code: 'connect.timeout',
    why: t('the host cannot be reached from here'),
    next: t('Check that a route exists and that no firewall or security group stands between.'),
  },
  ENOTFOUND: {
    code: 'connect.dns',
    why: t('the host name is not known'),
    next: t('Check the spelling of the host name.'),
  },
  EAI_AGAIN: {
    code: 'connect.dns',
    why: t('the host name could not be looked up'),
    next: t('Check the network and the DNS settings.'),
  },
  ECONNRESET: {
    code: 'connect.lost',
    why: t('the server closed the connection'),
    next: t('Check that the server runs, and that TLS is on here exactly if it is on there.'),
  },
  EPIPE: {
    code: 'connect.lost',
    why: t('the server closed the connection'),
    next: t('Check that the server runs, and try again.'),
  },
  ERR_STREAM_WRITE_AFTER_END: {
    code: 'connect.lost',
    why: t('the server closed the connection'),
    next: t('Check that the server runs, and try again.'),
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    code: 'connect.tls',
    why: t('the port does not speak TLS'),
    next: t('Turn TLS off (redis:// instead of rediss://), or choose the TLS port.'),
  },
};

/** Beginnings of error replies, with what they mean. The first that fits counts. */
const REPLIES: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^(WRONGPASS|ERR invalid password|ERR AUTH |ERR Client sent AUTH)/i,
    {
      code: 'connect.auth',
      why: t('the server refused the user name or the password'),
      next: t('Correct the user name and the password given for it.'),
    },
  ],
  [
    /^NOAUTH/i,
    {
      code: 'connect.auth',
      why: t('the server wants a password'),
      next: t('Give the endpoint its password.'),
    },
  ],
  [
    /^OOM/i,
    {
      code: 'server.memory',
      why: t('it is full: its memory limit is reached, and its policy does not evict keys'),
      next: t('Raise maxmemory or choose a larger node, then run again.'),
    },
  ],
  [
    /^READONLY/i,
    {
      code: 'server.readonly',
      why: t('it is a replica, which takes no writes'),
      next: t('Choose the address of its primary.'),
    },
  ],
  [
    /^MISCONF/i,
    {
      code: 'server.disk',
      why: t('it refuses writes because it cannot save to its disk'),
      next: t('Free its disk or mend its persistence settings, then run again.'),
    },
  ],
  [
    /^ERR DB index is out of range/i,
    {
      code: 'database.missing',
      why: t('it has no database of that number'),
      next: t(
        'Correct the number at the end of the address, or raise the "databases" setting of the server.',
      ),
    },
  ],
  [
    /^(LOADING|BUSY |MASTERDOWN|TRYAGAIN|CLUSTERDOWN|NOREPLICAS)/i,
    {
      code: 'server.busy',
      why: t('it is not ready to answer (loading, busy, or waiting for its peers)'),
      next: t('Wait until it is ready, then run again.'),
    },
  ],
  [
    /^(MOVED|ASK|CROSSSLOT)/i,
    {
      code: 'topology.unsupported',
      why: t('it is a node of a cluster, and sent us to another node'),
      next: t('Check that every node of the cluster can be reached from here, then run again.'),
    },
  ],
  [
    /max number of clients reached/i,
    {
      code: 'server.busy',
      why: t('it has reached its limit of clients'),
      next: t('Close other clients or raise maxclients, then try again.'),
    },
  ],
];

/**
 * An error of ioredis or of the socket as a Failure. The original is not kept as a cause: ioredis attaches the
 * command with its arguments, and AUTH's arguments are a password, RESTORE's a value.
 * @param what what could not be done, naming the endpoint.
 * @param dial whose TLS it may be about
 */
export function translate(error: unknown, what: string, dial: TlsOfDial = {}): Failure {
  if (isFailure(error)) return error;
  const message = error instanceof Error ? error.message : '';
  const code = errorCode(error);
  const socket = SOCKET_ERRORS[code];
  if (socket !== undefined) return new Failure(socket.code, { what, why: socket.why, next: socket.next });
  const tls = tlsRefusal(code, dial);
  if (tls !== undefined) return new Failure('connect.tls', { what, ...tls });
  if (/^Protocol error|^Unknown RESP|unexpected reply type/i.test(message)) {
    return new Failure('connect.notRedis', {
      what,
      why: t('what answers there does not speak the Redis protocol'),
      next: t('Check the port; a TLS port needs TLS turned on.'),
    });
  }
  if (/timed out|ETIMEDOUT/i.test(message)) {
    return new Failure('connect.timeout', {
      what,
      why: t('the server did not answer in time'),
      next: t('Check that it runs and is not overloaded, then try again.'),
    });
  }
  if (
    /Connection is closed|closed state|isn't writeable|aborted due to connection|Stream connection ended/i.test(
      message,
    )
  ) {
    return new Failure('connect.lost', {
      what,
      why: t('the connection was lost'),
      next: t(
        'Check that the server runs, and that TLS is on here exactly if it is on there; then run again.',
      ),
    });
  }
  return translateReply(message, what);
}

function translateReply(message: string, what: string): Failure {
  const denied = /^NOPERM.*?['"]?([a-z]+(?:\|[a-z]+)?)['"]? command/i.exec(message);
  if (/^NOPERM/i.test(message)) {
    const command = denied?.[1];
    return new Failure('server.permission', {
      what,
      ...(command === undefined
        ? {
            why: t('the user may not use the keys it needs'),
            next: t('Grant it by ACL SETUSER, or use another user.'),
          }
        : {
            why: t('the user may not use the command {0}', command.toUpperCase()),
            next: t('Grant it by ACL SETUSER (+{0}), or use another user.', command.toLowerCase()),
          }),
    });
  }
  const unknown = /^ERR unknown (?:command|subcommand) ['"`]?([a-z]+)/i.exec(message);
  if (unknown?.[1] !== undefined) {
    return new Failure('server.commandMissing', {
      what,
      why: t('the server does not offer the command {0}', unknown[1].toUpperCase()),
      next: t('It may be renamed or switched off there: allow it, or use another server.'),
    });
  }
  const meaning = REPLIES.find(([pattern]) => pattern.test(message))?.[1];
  if (meaning !== undefined) return new Failure(meaning.code, { what, why: meaning.why, next: meaning.next });
  return new Failure('server.error', {
    what,
    why: t('the server answered: {0}', cleanReply(message)),
    next: t("Look at the server's log for more."),
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
