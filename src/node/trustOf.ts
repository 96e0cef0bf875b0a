import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Address } from '../core/model/endpoint';
import type { Trust } from '../core/dial';
import type { OptionValues } from './options';
import { usage } from './usage';

type End = 'source' | 'target';

/** Options of TLS: each for both ends, and with the name of an end in front for that end alone. */
const BOTH_ENDS = ['cacert', 'cert', 'key', 'insecure'] as const;
const OF_AN_END = [...BOTH_ENDS, 'sni'] as const;

/** @throws Failure `usage` when an option of TLS is given for an end that does not use it. */
export function requireTls(
  values: OptionValues,
  source: Address | undefined,
  target: Address | undefined,
): void {
  for (const [end, address] of [['source', source] as const, ['target', target] as const]) {
    const option = OF_AN_END.find((name) => values[`${end}-${name}`] !== undefined);
    if (option !== undefined && address?.tls !== true) {
      throw usage(`--${end}-${option} is for TLS, and the ${end} is not a rediss:// address`);
    }
  }
  const option = BOTH_ENDS.find((name) => values[name] !== undefined);
  if (option !== undefined && source?.tls !== true && target?.tls !== true) {
    throw usage(`--${option} is for TLS, and no end is a rediss:// address`);
  }
}

/**
 * What the options say of TLS with one end; what is said of that end alone counts more. Reads the files, and holds the
 * key against its certificate, so that nothing is dialled with what cannot work.
 * @throws Failure `usage`
 */
export function trustOf(end: End, values: OptionValues): Trust | undefined {
  const serverName = values[`${end}-sni`];
  const trust: Trust = {
    ...whomToTrust(end, values),
    ...whoWeAre(end, values),
    ...(serverName === undefined ? {} : { serverName }),
  };
  return Object.keys(trust).length === 0 ? undefined : trust;
}

/** In front of an option's name: for one end, and for both. */
function levels(end: End): readonly [`${End}-`, ''] {
  return [`${end}-`, ''];
}

function whomToTrust(end: End, values: OptionValues): Pick<Trust, 'authority' | 'unverified'> {
  for (const level of levels(end)) {
    const path = values[`${level}cacert`];
    if (values[`${level}insecure`] === true) {
      if (path === undefined) return { unverified: true };
      throw usage(`--${level}cacert names whom to trust, and --${level}insecure takes anyone: choose one`);
    }
    if (path === undefined) continue;
    const authority = read(`${level}cacert`, path);
    certificates(`${level}cacert`, authority);
    return { authority };
  }
  return {};
}

function whoWeAre(end: End, values: OptionValues): Pick<Trust, 'certificate' | 'key'> {
  for (const level of levels(end)) {
    const [cert, key] = [`${level}cert`, `${level}key`] as const;
    const paths = [values[cert], values[key]] as const;
    if (paths[0] === undefined && paths[1] === undefined) continue;
    if (paths[0] === undefined) throw usage(`--${key} needs --${cert} as well`);
    if (paths[1] === undefined) throw usage(`--${cert} needs --${key} as well`);
    const certificate = read(cert, paths[0]);
    const pem = read(key, paths[1]);
    // The first one is ours, those behind it lead to the authority.
    const [ours] = certificates(cert, certificate);
    if (ours?.checkPrivateKey(privateKey(key, pem)) !== true) {
      throw usage(`the key of --${key} does not belong to the certificate of --${cert}`);
    }
    return { certificate, key: pem };
  }
  return {};
}

function read(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw usage(`the file of --${option} could not be read (${code})`);
  }
}

/** Every certificate of a PEM text, in its order. */
function certificates(option: string, pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw usage(`the file of --${option} holds no certificate in PEM form`);
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw usage(`the file of --${option} holds a certificate that cannot be read`);
  }
}

function privateKey(option: string, pem: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    throw usage(
      `the key of --${option} is encrypted: decrypt it (openssl pkey -in FILE), readable by you only`,
    );
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw usage(`the file of --${option} holds no private key in PEM form`);
  }
}
