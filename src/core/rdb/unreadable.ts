import { Failure } from '../model/failure';
import { t } from '../model/t';

/**
 * A payload that does not follow its own format.
 * @param why names the place, never the content; a literal: it is kept as `stored` keeps sentences
 */
export function unreadable(why: string): Failure {
  return new Failure('payload.unreadable', {
    what: t('Could not read a value'),
    why,
    next: t(
      'Read the key on the source: if it reads well there, report this as a bug with the type of the key.',
    ),
  });
}
