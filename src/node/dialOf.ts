import { Failure, isFailure } from '../core/model/failure';
import { parseAddressMap } from '../core/model/addressMap';
import { parseEndpointUrl } from '../core/model/endpoint';
import type { ParsedUrl } from '../core/model/endpoint';
import type { Dial } from '../core/dial';
import { iamOf } from './iamOf';
import { wholeNumber } from './numbers';
import type { OptionValues } from './options';
import { secretOf } from './secretOf';
import { trustOf } from './trustOf';
import { usage } from './usage';

const MOST_LANES = 16;

/**
 * How to reach one end: its address, its passwords from there or from the environment, and what TLS is told.
 * @param warnings takes what the user should know
 * @returns null when the options do not name that end
 * @throws Failure `usage`; it never repeats a URL, which may hold a password.
 */
export function dialOf(
  end: 'source' | 'target',
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
  warnings: string[],
): Dial | null {
  const url = values[end];
  if (url === undefined) return null;
  const { address, password: inUrl } = parse(end, url);
  if (inUrl !== undefined) {
    warnings.push(
      `The ${end}'s password stands on the command line, where other users of this machine can read it. Use ECM_${end.toUpperCase()}_PASSWORD instead.`,
    );
  }
  const password = inUrl ?? env[`ECM_${end.toUpperCase()}_PASSWORD`];
  const iam = iamOf(end, values, env, address);
  if (iam !== undefined && password !== undefined && password !== '') {
    throw usage(`--${end}-iam signs in without a password, and the ${end} has one: choose one`);
  }
  const secret = secretOf(end, values);
  if (secret !== undefined && (iam !== undefined || (password !== undefined && password !== ''))) {
    throw usage(
      `--${end}-secret holds the password of the ${end}, which has another way to sign in: choose one`,
    );
  }
  const map = values[`${end}-address-map`];
  const sentinelPassword = env[`ECM_${end.toUpperCase()}_SENTINEL_PASSWORD`];
  const trust = address.tls ? trustOf(end, values) : undefined;
  if (trust?.unverified === true) {
    warnings.push(
      `The ${end}'s certificate is not verified: whoever stands between can read and change everything, the password too.`,
    );
  }
  return {
    label: `the ${end}`,
    address,
    ...(password === undefined || password === '' ? {} : { password }),
    ...(sentinelPassword === undefined || sentinelPassword === '' ? {} : { sentinelPassword }),
    ...(trust === undefined ? {} : { trust }),
    ...(iam === undefined ? {} : { iam }),
    ...(secret === undefined ? {} : { secret }),
    means: {
      tunnel: `--${end}-address-map`,
      authority: `--${end}-cacert`,
      certificate: `--${end}-cert, --${end}-key`,
      serverName: `--${end}-sni`,
    },
    ...(map === undefined ? {} : { addressMap: parseAddressMap(map) }),
    ...(end === 'source' && readsReplica(values['read-from']) ? { readFrom: 'replica' } : {}),
    ...(values.lanes === undefined ? {} : { lanes: wholeNumber('lanes', values.lanes, MOST_LANES) }),
  };
}

function readsReplica(readFrom: string | undefined): boolean {
  if (readFrom !== undefined && readFrom !== 'primary' && readFrom !== 'replica') {
    throw usage('--read-from is not one of primary, replica');
  }
  return readFrom === 'replica';
}

function parse(end: string, url: string): ParsedUrl {
  try {
    return parseEndpointUrl(url);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, why, next } = error;
    throw new Failure(code, { what: `Could not read the address of the ${end}`, why, next });
  }
}
