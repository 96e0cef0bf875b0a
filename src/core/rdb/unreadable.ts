import { Failure } from '../model/failure';

/** A payload that does not follow its own format. The reason names the place, never the content. */
export function unreadable(why: string): Failure {
  return new Failure('payload.unreadable', {
    what: 'Could not read a value',
    why,
    next: 'Read the key on the source: if it reads well there, report this as a bug with the type of the key.',
  });
}
