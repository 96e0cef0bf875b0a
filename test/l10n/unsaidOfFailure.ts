import { isFailure } from '../../src/core/model/failure';
import { unsaidOf } from './foreign';

/** What the Failure that some work ends with did not say in the foreign language, of its three sentences. */
export async function unsaidOfFailure(work: () => unknown): Promise<string[]> {
  try {
    await work();
  } catch (error) {
    if (isFailure(error)) return [error.what, error.why, error.next].map(unsaidOf);
    throw error;
  }
  return ['nothing was thrown'];
}
