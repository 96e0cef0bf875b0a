import { afterAll, expect, it } from 'vitest';
import type { Dial } from '../../src/core/dial';
import { speak } from '../../src/core/model/t';
import { PSEUDO_WORDS, outsideOf } from '../l10n/pseudoWords';
import { SAYINGS, SOCKET_CODES } from './sayings';

// Tables are said when their module is loaded.
speak(PSEUDO_WORDS);
const { translate } = await import('../../src/redis/translate');
const { outOfReach } = await import('../../src/redis/outOfReach');
const { refusalOf } = await import('../../src/redis/passwordOf');

afterAll(() => {
  speak({});
});

const TRUST = { authorityFile: '', certificate: 'PEM', certificateFile: '', serverName: '' };

function dial(host: string, more: Partial<Dial> = {}): Dial {
  return { label: 'a', address: { host, port: 6379, tls: false }, ...more };
}

it('every failure of a server or a socket is said in the language of the window, and whole', async () => {
  const late = translate(new Error('Command timed out'), '');
  const refused = translate(new Error('WRONGPASS no'), '');
  const failures = [
    ...SAYINGS.map(([message]) => translate(new Error(message), '')),
    ...[...SOCKET_CODES.map(([code]) => code), 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'].map((code) =>
      translate(Object.assign(new Error('x'), { code }), ''),
    ),
    ...[
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'CERT_NOT_YET_VALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ].map((code) => translate(Object.assign(new Error('x'), { code }), '', { trust: TRUST })),
    await outOfReach(late, dial('10.0.0.1')),
    await outOfReach(late, dial('10.0.0.1', { means: { tunnel: '' } })),
    refusalOf(refused, dial('a', { passwords: { of: 'secret', next: never, renewSeconds: 1 } })),
    refusalOf(refused, dial('a', { passwords: { of: 'token', next: never, renewSeconds: 1 } })),
  ];
  for (const { why, next } of failures) {
    expect(why).toMatch(/^⟦/);
    expect(outsideOf(why)).toBe('');
    expect(next).toMatch(/^⟦/);
    expect(outsideOf(next).trim()).toBe('');
  }
});

function never(): Promise<never> {
  return Promise.reject(new Error('not asked'));
}
