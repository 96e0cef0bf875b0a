import { createHash, createHmac } from 'node:crypto';

/** Whose token is good. */
export interface TokenKeeper {
  readonly cache: string;
  readonly user: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** How long a token is good after it was made, in milliseconds; those of AWS are for 15 minutes. */
  readonly goodForMs: number;
}

/**
 * What is wrong with an IAM token of ElastiCache; null when nothing is. Signature Version 4 by its specification, without
 * the SDK that made the token.
 */
export function tokenFault(token: string, keeper: TokenKeeper, now: number): string | null {
  const { cache, user, region, accessKeyId, secretAccessKey, goodForMs } = keeper;
  const [place, queryText = ''] = token.split('/?', 2);
  if (place !== cache) return 'it is for another cache';
  const pairs = queryText.split('&').map((pair) => pair.split('=', 2) as [string, string]);
  const query = new Map(pairs.map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]));
  if (query.get('Action') !== 'connect' || query.get('User') !== user) return 'it is for another user';
  const [id, date, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  if (id !== accessKeyId) return 'it is of another key';
  if (scope.join('/') !== `${region}/elasticache/aws4_request`) return 'its scope is wrong';
  const stamp = query.get('X-Amz-Date') ?? '';
  const madeAt = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!stamp.startsWith(date ?? '-') || Number.isNaN(madeAt)) return 'its date is wrong';
  if (Number(query.get('X-Amz-Expires')) !== 900) return 'it is not for 15 minutes';
  if (now - madeAt > goodForMs) return 'it is too old';
  const canonicalQuery = pairs
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const canonical = ['GET', '/', canonicalQuery, `host:${cache}`, '', 'host', hash('')].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', stamp, [date, ...scope].join('/'), hash(canonical)].join('\n');
  const key = [date ?? '', ...scope].reduce<Buffer>(
    (last, part) => createHmac('sha256', last).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return query.get('X-Amz-Signature') === signature ? null : 'its signature is wrong';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
