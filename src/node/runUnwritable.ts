import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

/** A file of a run that could not be written; a Failure stays what it is. */
export function runUnwritable(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(
    'file.unwritable',
    {
      what: t('Could not keep how far the run has come in {0}', path),
      why: codeOf(error),
      next: t('Name a folder that you may write to, and that has space, by XDG_STATE_HOME.'),
    },
    error,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : t('unknown error');
}
