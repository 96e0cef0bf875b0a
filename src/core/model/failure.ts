import { t } from './t';

/**
 * What went wrong, as one of a closed set, so that a front door can choose buttons and exit codes without
 * reading messages.
 */
export type FailureCode =
  | 'usage'
  | 'connect.refused'
  | 'connect.timeout'
  | 'connect.dns'
  | 'connect.tls'
  | 'connect.auth'
  | 'connect.lost'
  | 'connect.notRedis'
  | 'server.permission'
  | 'server.commandMissing'
  | 'server.memory'
  | 'server.readonly'
  | 'server.disk'
  | 'server.busy'
  | 'server.error'
  | 'topology.unsupported'
  | 'topology.sentinel'
  | 'topology.replica'
  | 'database.missing'
  | 'database.mapping'
  | 'source.emptied'
  | 'payload.unreadable'
  | 'payload.unsupported'
  | 'aws.credentials'
  | 'aws.region'
  | 'aws.permission'
  | 'aws.secret'
  | 'aws.signIn'
  | 'aws.mfa'
  | 'aws.throttled'
  | 'aws.unreachable'
  | 'aws.notAws'
  | 'aws.elsewhere'
  | 'aws.error'
  | 'file.unwritable'
  | 'file.unreadable'
  | 'file.damaged'
  | 'run.missing'
  | 'run.damaged'
  | 'run.finished'
  | 'run.underWay'
  | 'run.otherServer'
  | 'settings.invalid'
  | 'host.memory'
  | 'internal';

/** The three sentences that a person needs. None may hold a secret or a value of a key. */
export interface FailureText {
  /** What could not be done, without a full stop: "Could not connect to orders (10.0.0.5:6379)". */
  readonly what: string;
  /** Why, without a full stop: "the server refused the password". */
  readonly why: string;
  /** The next step, a whole sentence: "Edit the endpoint's credentials." */
  readonly next: string;
}

const BRAND = Symbol.for('elasticache-migrator.failure');

/** The one error type of the product. Adapters translate foreign errors into it once, at their edge. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  // The lazily loaded bundles carry a copy of this class each, so `instanceof` does not reach across them.
  readonly [BRAND] = true;

  constructor(code: FailureCode, text: FailureText, cause?: unknown) {
    super(`${text.what}: ${text.why}. ${text.next}`, { cause });
    this.name = 'Failure';
    this.code = code;
    this.what = text.what;
    this.why = text.why;
    this.next = text.next;
  }
}

/** True for a Failure of any bundle. */
export function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** The error itself if it is a Failure, else an `internal` one that keeps it as its cause. */
export function toFailure(error: unknown, what: string): Failure {
  if (isFailure(error)) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new Failure(
    'internal',
    {
      what,
      why: t('an unexpected {0} was raised', name),
      next: t('Open the log, and report this as a bug.'),
    },
    error,
  );
}
