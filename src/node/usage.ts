import { Failure } from '../core/model/failure';

/** A command line that cannot be understood. @param why without a full stop; never a URL, which may hold a password. */
export function usage(why: string): Failure {
  return new Failure('usage', {
    what: 'Could not read the command line',
    why,
    next: 'Run elasticache-migrator --help for how it is used; check has a --help of its own.',
  });
}
