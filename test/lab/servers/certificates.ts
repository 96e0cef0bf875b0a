import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './runCommand';

/** A certificate authority, a server's certificate (by default for 127.0.0.1 and localhost), and a client's (all PEM). */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Where {@link writeCertificates} put them. */
export type CertificatePaths = { readonly [Name in keyof Certificates]: string };

const fileNames: CertificatePaths = {
  ca: 'ca.crt',
  cert: 'server.crt',
  key: 'server.key',
  clientCert: 'client.crt',
  clientKey: 'client.key',
};

/**
 * Makes certificates that are valid for two days, with the openssl program.
 * @param names what the server's is for, as openssl has it
 * @throws Error if openssl is missing or fails.
 */
export async function makeCertificates(names = 'IP:127.0.0.1,DNS:localhost'): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-lab-tls-'));
  const openssl = async (...args: string[]): Promise<string> =>
    await runCommand('openssl', args, { cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  try {
    await writeFile(
      join(folder, 'server.ext'),
      `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`,
    );
    await writeFile(join(folder, 'client.ext'), 'extendedKeyUsage=clientAuth\n');
    await openssl('req', '-x509', ...newKey, '-subj', '/CN=Lab CA', '-keyout', 'ca.key', '-out', 'ca.crt');
    for (const name of ['server', 'client']) {
      await openssl(
        'req',
        ...newKey.slice(0, 5),
        '-subj',
        `/CN=lab-${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        'csr',
      );
      await openssl(
        ...[
          'x509',
          '-req',
          '-in',
          'csr',
          '-CA',
          'ca.crt',
          '-CAkey',
          'ca.key',
          '-CAcreateserial',
          '-days',
          '2',
        ],
        ...['-extfile', `${name}.ext`, '-out', `${name}.crt`],
      );
    }
    const read = async (name: string): Promise<string> => await readFile(join(folder, name), 'utf8');
    return {
      ca: await read(fileNames.ca),
      cert: await read(fileNames.cert),
      key: await read(fileNames.key),
      clientCert: await read(fileNames.clientCert),
      clientKey: await read(fileNames.clientKey),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the certificates below `folder`, readable by this user only, and returns the paths. */
export async function writeCertificates(
  certificates: Certificates,
  folder: string,
): Promise<CertificatePaths> {
  const target = join(folder, 'tls');
  await mkdir(target, { recursive: true });
  const write = async (name: keyof Certificates): Promise<string> => {
    const path = join(target, fileNames[name]);
    await writeFile(path, certificates[name], { mode: 0o600 });
    return path;
  };
  return {
    ca: await write('ca'),
    cert: await write('cert'),
    key: await write('key'),
    clientCert: await write('clientCert'),
    clientKey: await write('clientKey'),
  };
}
