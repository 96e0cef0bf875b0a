import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/core/dial';
import { connect } from '../../src/redis/connect';
import { makeCertificates } from '../lab/servers/certificates';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';

describe('TLS with a client certificate', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ server: 'valkey-8.1', tls: 'mutual' });
  });

  afterAll(async () => {
    await server.stop();
  });

  const keysOver = async (trust: Trust): Promise<number> => {
    const address = { host: '127.0.0.1', port: server.tlsPort ?? 0, tls: true };
    const { signal } = new AbortController();
    const opened = await connect({ label: 'secure', address, trust }, signal);
    try {
      await opened.checkWritable(signal);
      let keys = 0;
      for await (const batch of opened.dump({ database: 0, batchBytes: 1000 }, signal)) keys += batch.count;
      return keys;
    } finally {
      opened.close();
    }
  };

  it('works with the authority, the certificate and its key, in bulk as well', async () => {
    await (await server.client()).set('key', 'value');
    const { ca, clientCert, clientKey } = server.certificates ?? {};
    if (ca === undefined || clientCert === undefined || clientKey === undefined)
      throw new Error('no certificates');
    expect(await keysOver({ authority: ca, certificate: clientCert, key: clientKey })).toBe(1);
    expect(await keysOver({ unverified: true, certificate: clientCert, key: clientKey })).toBe(1);
  });

  it('says which certificate is missing', async () => {
    const { ca, clientCert, clientKey } = server.certificates ?? {};
    if (ca === undefined || clientCert === undefined || clientKey === undefined)
      throw new Error('no certificates');
    await expect(keysOver({ certificate: clientCert, key: clientKey })).rejects.toMatchObject({
      code: 'connect.tls',
      why: expect.stringContaining('certificate could not be verified') as string,
    });
    await expect(keysOver({ authority: ca })).rejects.toMatchObject({
      code: 'connect.tls',
      why: expect.stringContaining('client certificate') as string,
    });
  });

  // TLS 1.3 tells after the handshake that it wants another certificate, 1.2 within.
  it.each(['TLSv1.2', 'TLSv1.3'])('says over %s which of the certificates is a stranger', async (version) => {
    await (await server.client()).call('CONFIG', 'SET', 'tls-protocols', version);
    const { ca, clientCert, clientKey } = server.certificates ?? {};
    if (ca === undefined || clientCert === undefined || clientKey === undefined)
      throw new Error('no certificates');
    const foreign = await makeCertificates();
    const ours = {
      authority: ca,
      certificate: foreign.clientCert,
      key: foreign.clientKey,
      certificateFile: '/etc/foreign.crt',
    };
    await expect(keysOver(ours)).rejects.toMatchObject({
      code: 'connect.tls',
      why: 'the server does not trust the authority of the client certificate /etc/foreign.crt',
    });
    const theirs = { authority: foreign.ca, authorityFile: '/etc/foreign-ca.pem' };
    await expect(keysOver({ ...theirs, certificate: clientCert, key: clientKey })).rejects.toMatchObject({
      code: 'connect.tls',
      why: expect.stringMatching(
        /^\/etc\/foreign-ca\.pem was used, and holds no authority of the server's certificate/,
      ) as string,
    });
    const misnamed = { authority: ca, certificate: clientCert, key: clientKey, serverName: 'other.example' };
    await expect(keysOver(misnamed)).rejects.toMatchObject({
      code: 'connect.tls',
      why: "the server's certificate is not for the name other.example",
    });
  });
});
