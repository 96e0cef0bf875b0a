import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { Dial } from '../core/dial';
import { identityOf } from './whereTo';

/** What TLS is told for an endpoint: verification is on unless the dial says otherwise. */
export function tlsOptions(dial: Dial): ConnectionOptions {
  const { address, trust } = dial;
  const serverName = trust?.serverName ?? address.host;
  return {
    // TLS knows names only; the certificate of an address is checked without.
    ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
    ...identityOf(dial, serverName),
    ...(trust?.authority === undefined ? {} : { ca: trust.authority }),
    ...(trust?.certificate === undefined ? {} : { cert: trust.certificate }),
    ...(trust?.key === undefined ? {} : { key: trust.key }),
    ...(trust?.unverified === true ? { rejectUnauthorized: false } : {}),
  };
}
