import type { Address } from '../core/model/endpoint';
import type { Trust } from '../core/dial';
import type { OptionValues } from './options';
import { PemFile } from './pemFile';
import { usage } from './usage';

type End = 'source' | 'target';

/** Options of TLS: each for both ends, and with the name of an end in front for that end alone. */
const BOTH_ENDS = ['cacert', 'cert', 'key', 'insecure'] as const;
const OF_AN_END = [...BOTH_ENDS, 'sni', 'iam'] as const;

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

function whomToTrust(end: End, values: OptionValues): Trust {
  for (const level of levels(end)) {
    const path = values[`${level}cacert`];
    if (values[`${level}insecure`] === true) {
      if (path === undefined) return { unverified: true };
      throw usage(`--${level}cacert names whom to trust, and --${level}insecure takes anyone: choose one`);
    }
    if (path === undefined) continue;
    const file = pemFile(`${level}cacert`, path);
    file.certificates();
    return { authority: file.text, authorityFile: path };
  }
  return {};
}

function whoWeAre(end: End, values: OptionValues): Trust {
  for (const level of levels(end)) {
    const [cert, key] = [`${level}cert`, `${level}key`] as const;
    const paths = [values[cert], values[key]] as const;
    if (paths[0] === undefined && paths[1] === undefined) continue;
    if (paths[0] === undefined) throw usage(`--${key} needs --${cert} as well`);
    if (paths[1] === undefined) throw usage(`--${cert} needs --${key} as well`);
    const certificate = pemFile(cert, paths[0]);
    const pem = pemFile(key, paths[1]);
    if (!pem.isKeyOf(certificate)) {
      throw usage(`the key of --${key} does not belong to the certificate of --${cert}`);
    }
    return { certificate: certificate.text, key: pem.text, certificateFile: paths[0] };
  }
  return {};
}

function pemFile(option: string, path: string): PemFile {
  return new PemFile(path, `the file of --${option}`, usage);
}
