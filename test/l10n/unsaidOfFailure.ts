import { isFailure } from '../../src/core/model/failure';
import { unsaidOf } from './foreign';

/** What the Failure that is thrown did not say in the foreign language, of its three sentences. */
export function unsaidOfFailure(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (isFailure(error)) return [error.what, error.why, error.next].map(unsaidOf);
    throw error;
  }
  return ['nothing was thrown'];
}
