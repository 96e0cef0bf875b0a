import { Failure } from '../core/model/failure';
import type { ReadTrust } from '../core/dial';
import { PemFile } from './pemFile';

/** What TLS with an endpoint goes by, of the files that it names. */
export const endpointTrust: ReadTrust = (choice, label) => {
  const { authorityFile, certificateFile, keyFile, serverName, unverified } = choice;
  const refuse = (why: string): Failure =>
    new Failure('connect.tls', {
      what: `Could not connect to ${label}`,
      why,
      next: 'Correct the file, or edit what TLS with the endpoint goes by.',
    });
  const open = (kind: string, path: string): PemFile => new PemFile(path, `the ${kind} ${path}`, refuse);
  const authority = authorityFile === undefined ? undefined : open('authority file', authorityFile);
  authority?.certificates();
  const certificate = certificateFile === undefined ? undefined : open('client certificate', certificateFile);
  const key = keyFile === undefined ? undefined : open('client key', keyFile);
  if (certificate !== undefined && key?.isKeyOf(certificate) !== true) {
    throw refuse(
      key === undefined
        ? `the client certificate ${certificateFile ?? ''} lacks its key`
        : `the client key ${keyFile ?? ''} does not belong to the client certificate ${certificateFile ?? ''}`,
    );
  }
  if (key !== undefined && certificate === undefined) {
    throw refuse(`the client key ${keyFile ?? ''} lacks its certificate`);
  }
  return {
    ...(authority === undefined || unverified === true ? {} : { authority: authority.text }),
    ...(certificate === undefined || key === undefined
      ? {}
      : { certificate: certificate.text, key: key.text }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(unverified === true ? { unverified } : {}),
  };
};
