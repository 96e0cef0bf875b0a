import type { FailureCode } from '../../src/core/model/failure';

/** What servers and sockets say, word for word, and what it means. */
export const SAYINGS: readonly (readonly [message: string, FailureCode, why: RegExp])[] = [
  ['WRONGPASS invalid username-password pair or user is disabled.', 'connect.auth', /refused/],
  ['ERR invalid password', 'connect.auth', /refused/],
  ['NOAUTH Authentication required.', 'connect.auth', /wants a password/],
  [
    "NOPERM User app has no permissions to run the 'restore' command",
    'server.permission',
    /command RESTORE$/,
  ],
  [
    "NOPERM this user has no permissions to run the 'dump' command or its subcommand",
    'server.permission',
    /DUMP$/,
  ],
  [
    "NOPERM User x has no permissions to run the 'function|list' command",
    'server.permission',
    /FUNCTION\|LIST$/,
  ],
  ['NOPERM No permissions to access a key', 'server.permission', /the keys it needs/],
  [
    'NOPERM this user has no permissions to access one of the keys used as arguments',
    'server.permission',
    /keys/,
  ],
  [
    "ERR unknown command 'CONFIG', with args beginning with: 'GET' 'secret'",
    'server.commandMissing',
    /CONFIG$/,
  ],
  [
    'ERR unknown command `FUNCTION`, with args beginning with: `LIST`, ',
    'server.commandMissing',
    /FUNCTION$/,
  ],
  ["OOM command not allowed when used memory > 'maxmemory'.", 'server.memory', /full/],
  ["READONLY You can't write against a read only replica.", 'server.readonly', /replica/],
  ['MISCONF Redis is configured to save RDB snapshots', 'server.disk', /disk/],
  ['LOADING Redis is loading the dataset in memory', 'server.busy', /not ready/],
  ['BUSY Redis is busy running a script.', 'server.busy', /not ready/],
  ['ERR max number of clients reached', 'server.busy', /clients/],
  ['MOVED 866 127.0.0.1:7001', 'topology.unsupported', /cluster/],
  ['ERR DB index is out of range', 'database.missing', /no database/],
  ['ERR something new', 'server.error', /the server answered: ERR something new/],
  ['Connection is closed.', 'connect.lost', /lost/],
  ['Command aborted due to connection close', 'connect.lost', /lost/],
  ['Command timed out', 'connect.timeout', /did not answer/],
  ['Unknown RESP type 72 "H"', 'connect.notRedis', /Redis protocol/],
];

/** The codes of errors of sockets and of TLS, and what they mean. */
export const SOCKET_CODES: readonly (readonly [string, FailureCode])[] = [
  ['ECONNREFUSED', 'connect.refused'],
  ['ETIMEDOUT', 'connect.timeout'],
  ['EHOSTUNREACH', 'connect.timeout'],
  ['ENOTFOUND', 'connect.dns'],
  ['EAI_AGAIN', 'connect.dns'],
  ['ECONNRESET', 'connect.lost'],
  ['EPIPE', 'connect.lost'],
  ['ERR_STREAM_WRITE_AFTER_END', 'connect.lost'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'connect.tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'connect.tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'connect.tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'connect.tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'connect.tls'],
  ['CERT_HAS_EXPIRED', 'connect.tls'],
  ['EPROTO', 'connect.tls'],
];
