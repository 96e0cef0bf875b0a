import { describe, expect, it } from 'vitest';
import type { Means } from '../../src/core/dial';
import { tlsRefusal } from '../../src/redis/tlsRefusal';

const means: Means = { tunnel: 'Tunnel', authority: 'Ca', certificate: 'Cert', serverName: 'Name' };
const trust = { certificate: 'SECRET PEM', key: 'SECRET KEY', certificateFile: '/etc/client.crt' };

describe('tlsRefusal', () => {
  it.each([
    [
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      /does not trust the authority of the client certificate \/etc\/client\.crt$/,
    ],
    [
      'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED',
      /client certificate \/etc\/client\.crt has expired, says the server$/,
    ],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED', /client certificate \/etc\/client\.crt was revoked/],
    [
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
      /refused the client certificate \/etc\/client\.crt \(ERR_SSL_SSLV3/,
    ],
    ['ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE', /refused the client certificate/],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', /refused the client certificate/],
    ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', /refused the client certificate/],
    ['ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR', /refused the client certificate/],
  ])('says of %s that it is about our certificate, and names the file', (code, why) => {
    const said = tlsRefusal(code, { trust, means });
    expect(said?.why).toMatch(why);
    expect(said?.next).toContain('(Cert)');
    expect(JSON.stringify(said)).not.toContain('SECRET');
    // Where none was given, it cannot be that.
    expect(tlsRefusal(code, { means })?.why).toBe(`the TLS handshake failed (${code})`);
  });

  it('asks for a certificate where none was given', () => {
    for (const code of [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ]) {
      expect(tlsRefusal(code, { means })).toEqual({
        why: 'the server wants a client certificate, and got none that it trusts',
        next: 'Give the client certificate and its key (Cert).',
      });
    }
    const other = tlsRefusal('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', { trust, means });
    expect(other?.why).toMatch(/^the TLS handshake failed/);
  });

  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('says at %s whether a file was used', (code) => {
    const none = tlsRefusal(code, { means });
    expect(none?.why).toBe(`the server's certificate could not be verified (${code})`);
    expect(none?.next).toMatch(/^Name its certificate authority \(Ca\), or .* NODE_EXTRA_CA_CERTS\.$/);
    expect(tlsRefusal(code, { means, trust: { authority: 'PEM', authorityFile: '/etc/ca.pem' } })).toEqual({
      why: `/etc/ca.pem was used, and holds no authority of the server's certificate (${code})`,
      next: "Name the file that holds the authority of the server's certificate (Ca).",
    });
  });

  it('does not send who holds the right authority to look for another', () => {
    const dial = { means, trust: { authority: 'PEM', authorityFile: '/etc/ca.pem' } };
    expect(tlsRefusal('CERT_HAS_EXPIRED', dial)?.why).toBe("the server's certificate has expired");
    expect(tlsRefusal('CERT_NOT_YET_VALID', dial)?.why).toBe("the server's certificate is not valid yet");
    expect(tlsRefusal('CERT_REVOKED', dial)?.why).toMatch(/could not be verified \(CERT_REVOKED\)$/);
  });

  it('says which name was wrong, and where it is written', () => {
    const code = 'ERR_TLS_CERT_ALTNAME_INVALID';
    expect(tlsRefusal(code, { means })).toMatchObject({
      why: "the server's certificate is for another host name",
      next: expect.stringMatching(/behind a tunnel, name it \(Name\)\.$/) as string,
    });
    expect(tlsRefusal(code, { means, trust: { serverName: 'a.example' } })).toMatchObject({
      why: "the server's certificate is not for the name a.example",
      next: expect.stringMatching(/^Correct the server name \(Name\)/) as string,
    });
  });

  it('names the questions of the editor where nobody names options, and nothing of what is no error of TLS', () => {
    expect(tlsRefusal('SELF_SIGNED_CERT_IN_CHAIN', {})?.next).toContain('(TLS Options… > Authorities)');
    expect(tlsRefusal('ECONNRESET', { trust, means })).toBeUndefined();
    expect(tlsRefusal('', {})).toBeUndefined();
  });
});
