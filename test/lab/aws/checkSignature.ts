import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsFault } from './awsFault';

/** Keys that a fake takes. */
export interface KnownKeys {
  readonly secret: string;
  /** Wanted as x-amz-security-token. */
  readonly sessionToken?: string;
  readonly expired?: boolean;
}

/** What was signed. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Who signed, and for which region. */
export interface Signer {
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Checks a request's Signature Version 4 by the specification, with none of the SDK's code.
 * @throws AwsFault as AWS answers
 */
export function checkSignature(
  request: SignedRequest,
  service: string,
  keys: ReadonlyMap<string, KnownKeys>,
): Signer {
  const { headers } = request;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (match === null) {
    throw new AwsFault('MissingAuthenticationToken', 403, 'Request is missing Authentication Token');
  }
  const [, accessKeyId = '', day = '', region = '', signedFor = '', names = '', signature = ''] = match;
  const known = keys.get(accessKeyId);
  if (known === undefined || headers['x-amz-security-token'] !== known.sessionToken) {
    throw new AwsFault('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
  }
  const canonical = [
    request.method,
    request.path,
    '',
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    sha256(request.body),
  ].join('\n');
  const scope = `${day}/${region}/${signedFor}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, signedFor, 'aws4_request'].reduce<Buffer>(
    (made, part) => hmac(made, part),
    Buffer.from(`AWS4${known.secret}`),
  );
  if (hmac(key, text).toString('hex') !== signature || signedFor !== service) {
    throw new AwsFault(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  if (known.expired === true) {
    throw new AwsFault('ExpiredToken', 403, 'The security token included in the request is expired');
  }
  return { accessKeyId, region };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
