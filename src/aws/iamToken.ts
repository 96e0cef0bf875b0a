import { HttpRequest } from '@smithy/core/protocols';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { t } from '../core/model/t';
import type { MintToken } from '../core/ports';
import { abortable } from './abortable';
import type { Credentials } from './credentials';
import { translate } from './translate';

/** As long as ElastiCache takes a token, in seconds. */
const GOOD_FOR = 900;

/**
 * See MintToken: a signed request to connect, without its scheme. The name that is signed is the cache's, not that of its
 * host, so that it holds through tunnels as well.
 */
export function mintTokenWith(shared: Credentials): MintToken {
  return async (choice, user, signal) => await minted(shared, choice, user, signal);
}

async function minted(
  shared: Credentials,
  ...[choice, user, signal]: Parameters<MintToken>
): Promise<string> {
  const { cache, serverless, region } = choice;
  const profile = choice.profile ?? null;
  try {
    const provider = await shared.of(profile, region);
    const credentials = await abortable(provider(), signal);
    const signer = new SignatureV4({
      service: 'elasticache',
      region,
      credentials,
      sha256: Hash.bind(null, 'sha256'),
    });
    const request = new HttpRequest({
      method: 'GET',
      protocol: 'http:',
      hostname: cache,
      path: '/',
      query: {
        Action: 'connect',
        User: user,
        ...(serverless === undefined ? {} : { ResourceType: 'ServerlessCache' }),
      },
      headers: { host: cache },
    });
    const { query } = await signer.presign(request, { expiresIn: GOOD_FOR });
    return `${cache}/?${queryText(query ?? {})}`;
  } catch (error) {
    signal.throwIfAborted();
    // Whatever they found may be of no use any more.
    shared.forget(profile);
    throw translate(error, t('Could not make a token to sign in to {0}', cache), {
      scope: { profile, region },
    });
  }
}

function queryText(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`)
    .join('&');
}

/** As RFC 3986 has it: what encodeURIComponent leaves alone, signatures do not. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
