import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/core/dial';
import { connect } from '../../src/redis/connect';
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
});
