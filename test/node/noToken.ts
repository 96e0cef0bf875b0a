import type { MintToken } from '../../src/core/ports';

/** For copies that nobody signs in to by IAM. */
export const noToken: MintToken = () => Promise.reject(new Error('nobody asks for a token here'));
