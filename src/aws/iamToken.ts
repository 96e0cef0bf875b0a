import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { HttpRequest } from '@smithy/core/protocols';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { IamChoice } from '../core/model/endpoint';
import type { MintToken } from '../core/ports';
import { abortable } from './abortable';
import { translate } from './translate';

/** As long as ElastiCache takes a token, in seconds. */
const GOOD_FOR = 900;

type Provider = ReturnType<typeof fromNodeProviderChain>;

/** Keep what they found until it expires: by profile and region. */
const providers = new Map<string, Provider>();

/**
 * See MintToken: a signed request to connect, without its scheme. The name that is signed is the cache's, not that of its
 * host, so that it holds through tunnels as well.
 */
export const mintToken: MintToken = async (choice, user, signal) => {
  const { cache, serverless, region } = choice;
  try {
    const credentials = await abortable(providerOf(choice)(), signal);
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
    providers.delete(keyOf(choice));
    throw translate(error, `Could not make a token to sign in to ${cache}`);
  }
};

function providerOf(choice: IamChoice): Provider {
  const { profile, region } = choice;
  const key = keyOf(choice);
  const known = providers.get(key);
  if (known !== undefined) return known;
  // Roles are assumed in that region, where the profile names none.
  const clientConfig = { region };
  const provider = fromNodeProviderChain({ clientConfig, ...(profile === undefined ? {} : { profile }) });
  providers.set(key, provider);
  return provider;
}

function keyOf({ profile, region }: IamChoice): string {
  return JSON.stringify([profile, region]);
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
