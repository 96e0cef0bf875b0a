import type { Failure } from '../../core/model/failure';
import { signsInOtherwise } from '../desk/connectionChoice';
import type { EndpointDraft } from '../desk/endpointDraft';

/** What a question about an endpoint is about. */
export type EndpointQuestion =
  'address' | 'encryption' | 'tls' | 'user' | 'password' | 'sentinels' | 'database';

/** The question whose answer a failed test makes doubtful: where to begin when the answers are corrected. */
export function wrongQuestion(
  { code }: Failure,
  {
    connection,
    tls,
    tlsKnown,
    username,
  }: Pick<EndpointDraft, 'connection' | 'tls' | 'tlsKnown' | 'username'>,
): EndpointQuestion {
  const encryption = tlsKnown ? 'address' : 'encryption';
  if (code === 'connect.tls') return 'tls';
  if (code === 'connect.auth') {
    if (connection.iam !== undefined && !tls) return encryption;
    return username === '' && !signsInOtherwise(connection) ? 'password' : 'user';
  }
  if (code === 'database.missing') return 'database';
  // What AWS refuses is corrected in Connection Options…, which the question about the user offers.
  return code === 'server.permission' || code.startsWith('aws.') ? 'user' : 'address';
}
