import type { Address, IamChoice } from '../core/model/endpoint';
import { isCacheName, isRegionName } from '../core/model/iamNames';
import { wholeNumber } from './numbers';
import type { OptionValues } from './options';
import { usage } from './usage';

/** As long as ElastiCache leaves a connection open, in seconds. */
const MOST_SECONDS = 12 * 60 * 60;

/**
 * What `CACHE[,region=REGION][,serverless][,profile=NAME][,renew=SECONDS]` says of signing in to one end by IAM.
 * @param env for AWS_REGION and AWS_DEFAULT_REGION, where no region is named
 * @returns undefined when the end has a password, or none
 * @throws Failure `usage`
 */
export function iamOf(
  end: 'source' | 'target',
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
  address: Address,
): IamChoice | undefined {
  const option = `${end}-iam` as const;
  const text = values[option];
  if (text === undefined) return undefined;
  if (!address.tls || address.sentinel !== undefined || address.username === undefined) {
    throw usage(`--${option} needs TLS and a user: write the address as rediss://USER@host:port`);
  }
  const [cache = '', ...parts] = text.split(',');
  // AWS keeps the name in lower case, whatever case it was given in.
  if (!isCacheName(cache)) {
    throw usage(
      `--${option} does not begin with the id of a replication group or the name of a serverless cache`,
    );
  }
  const said = partsOf(option, parts);
  const region = said.get('region') ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (region === undefined)
    throw usage(`--${option} names no region (,region=eu-west-1), and neither does AWS_REGION`);
  if (!isRegionName(region)) throw usage(`the region of --${option} is none`);
  const profile = said.get('profile');
  const renew = said.get('renew');
  return {
    cache: cache.toLowerCase(),
    ...(said.has('serverless') ? { serverless: true } : {}),
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(renew === undefined ? {} : { renewSeconds: wholeNumber(`${option} renew`, renew, MOST_SECONDS) }),
  };
}

/** `name=value` and `serverless`, each once. */
function partsOf(option: string, parts: readonly string[]): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const part of parts) {
    const [, name, value] = /^(?:(region|profile|renew)=(.+)|serverless)$/.exec(part) ?? [];
    if (name === undefined && part !== 'serverless') {
      throw usage(`--${option} is not CACHE[,region=REGION][,serverless][,profile=NAME][,renew=SECONDS]`);
    }
    const key = name ?? 'serverless';
    if (said.has(key)) throw usage(`--${option} says ${key} twice`);
    said.set(key, value ?? '');
  }
  return said;
}
