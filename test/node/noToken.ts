import type { SignInByAws } from '../../src/core/ports';

/** For copies that nobody signs in to by AWS. */
export const noToken: SignInByAws = () => Promise.reject(new Error('nobody signs in by AWS here'));
