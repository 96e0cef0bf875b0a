import { Failure } from '../../model/failure';

/** An RDB file that does not follow its format. The reason names the place, never the content. */
export function damaged(why: string, next: string): Failure {
  return new Failure('file.damaged', { what: 'Could not read the RDB file', why, next });
}

/** What to do about a file of which a part is missing or wrong. */
export const ANOTHER_FILE =
  'Fetch or write the file again: redis-check-rdb tells whether a server would load it.';

/** A part of a file whose length nobody knows but its writer, so that nothing behind it can be read. */
export function unknownPart(why: string, place: string): Failure {
  return new Failure('payload.unsupported', {
    what: 'Could not read the RDB file',
    why: `${why}, ${place}`,
    next: 'Load the file into a server that reads it, and check that server instead.',
  });
}
