import { isFailure } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';

/** The Failure that `work` throws. @throws Error when it throws none, or something else. */
export function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
