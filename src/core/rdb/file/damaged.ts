import { Failure } from '../../model/failure';
import { t } from '../../model/t';

/** An RDB file that does not follow its format. The reason names the place, never the content. */
export function damaged(why: string, next: string): Failure {
  return new Failure('file.damaged', { what: t('Could not read the RDB file'), why, next });
}

/** What to do about a file of which a part is missing or wrong. */
export const ANOTHER_FILE = t(
  'Fetch or write the file again: redis-check-rdb tells whether a server would load it.',
);

/** How far a file was read. */
export interface ReadSoFar {
  /** Whole ones. */
  readonly keys: number;
  /** Bytes up to the end of the last part that was read. */
  readonly bytes: number;
}

/** What is wrong with a file, and where. */
export function upTo(why: string, { keys, bytes }: ReadSoFar): string {
  return keys === 1
    ? t('{0}, after 1 whole key, the last part read ending at byte {1}', why, bytes)
    : t('{0}, after {1} whole keys, the last part read ending at byte {2}', why, keys, bytes);
}

/** A part of a file whose length nobody knows but its writer, so that nothing behind it can be read. */
export function unknownPart(why: string, read: ReadSoFar): Failure {
  return new Failure('payload.unsupported', {
    what: t('Could not read the RDB file'),
    why: upTo(why, read),
    next: t('Load the file into a server that reads it, and check that server instead.'),
  });
}
