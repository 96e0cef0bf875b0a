import { Failure } from '../core/model/failure';
import type { ReadTrust } from '../core/dial';
import { PemFile } from './pemFile';
import { t } from '../core/model/t';

/** What TLS with an endpoint goes by, of the files that it names. */
export const endpointTrust: ReadTrust = (choice, label) => {
  const { authorityFile, certificateFile, keyFile, serverName, unverified } = choice;
  const refuse = (why: string): Failure =>
    new Failure('connect.tls', {
      what: t('Could not connect to {0}', label),
      why,
      next: t('Correct the file, or edit what TLS with the endpoint goes by.'),
    });
  const open = (name: string, path: string): PemFile => new PemFile(path, name, refuse);
  const authority =
    authorityFile === undefined ? undefined : open(t('the authority file {0}', authorityFile), authorityFile);
  authority?.certificates();
  const certificate =
    certificateFile === undefined
      ? undefined
      : open(t('the client certificate {0}', certificateFile), certificateFile);
  const key = keyFile === undefined ? undefined : open(t('the client key {0}', keyFile), keyFile);
  if (certificate !== undefined && key?.isKeyOf(certificate) !== true) {
    throw refuse(
      key === undefined
        ? t('the client certificate {0} lacks its key', certificateFile ?? '')
        : t(
            'the client key {0} does not belong to the client certificate {1}',
            keyFile ?? '',
            certificateFile ?? '',
          ),
    );
  }
  if (key !== undefined && certificate === undefined) {
    throw refuse(t('the client key {0} lacks its certificate', keyFile ?? ''));
  }
  return {
    ...(authority === undefined || authorityFile === undefined || unverified === true
      ? {}
      : { authority: authority.text, authorityFile }),
    ...(certificate === undefined || certificateFile === undefined || key === undefined
      ? {}
      : { certificate: certificate.text, certificateFile, key: key.text }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(unverified === true ? { unverified } : {}),
  };
};
