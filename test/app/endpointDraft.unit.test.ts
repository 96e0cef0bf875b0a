import { describe, expect, test } from 'vitest';
import {
  addressProblem,
  addressText,
  chosenPasswords,
  databaseProblem,
  draftedEndpoint,
  draftOf,
  nameProblem,
  newDraft,
  proposeName,
  readAddress,
} from '../../src/app/desk/endpointDraft';
import { TLS_OPTIONS, tlsProblem, tlsText, withTlsText } from '../../src/app/questions/tlsOptions';
import { endpoint } from './samples';

function read(text: string): ReturnType<typeof newDraft> {
  const draft = newDraft();
  readAddress(text, draft);
  return draft;
}

describe('an address', () => {
  test('a URL says all', () => {
    expect(read('rediss://app:s3cret@orders.example:6380/2')).toMatchObject({
      host: 'orders.example',
      port: 6380,
      tls: true,
      tlsKnown: true,
      username: 'app',
      password: 's3cret',
      database: '2',
    });
  });
  test('host and port leave TLS to be asked', () => {
    expect(read(' orders:6380 ')).toMatchObject({ host: 'orders', port: 6380, tlsKnown: false });
    expect(read('orders')).toMatchObject({ host: 'orders', port: 6379 });
    expect(read('[::1]:7000')).toMatchObject({ host: '::1', port: 7000 });
  });
  test('shown again, it holds no password', () => {
    expect(addressText(read('redis://app:s3cret@orders:6380/2'))).toBe('redis://orders:6380');
    expect(addressText(read('orders:6380'))).toBe('orders:6380');
    expect(addressText(newDraft())).toBe('');
  });
  test('what is wrong with it is said, without repeating it', () => {
    expect(addressProblem('orders:6379')).toBeUndefined();
    expect(addressProblem('  ')).toBe('An endpoint needs an address.');
    const problem = addressProblem('http://app:s3cret@orders');
    expect(problem).toContain('redis://');
    expect(problem).not.toContain('s3cret');
    expect(addressProblem('orders:99999')).toBeDefined();
  });
});

describe('a name', () => {
  test('is proposed from the host', () => {
    expect(proposeName(read('orders.abc.cache.amazonaws.com:6379'), [])).toBe('orders');
    expect(proposeName(read('orders:6379'), ['Orders'])).toBe('orders 2');
    expect(proposeName(read('127.0.0.1:7001'), [])).toBe('127.0.0.1 7001');
    expect(proposeName(read('localhost:7001'), [])).toBe('localhost 7001');
  });
  test('is needed, and unique', () => {
    expect(nameProblem(' ', [])).toBeDefined();
    expect(nameProblem('orders ', ['Orders'])).toContain('orders');
    expect(nameProblem('orders', ['other'])).toBeUndefined();
  });
});

test('a database is a whole number or nothing', () => {
  expect(['', '0', ' 15 '].map(databaseProblem)).toEqual([undefined, undefined, undefined]);
  expect(databaseProblem('-1')).toBeDefined();
  expect(databaseProblem('one')).toBeDefined();
});

test('an endpoint survives being edited without a change, and holds no password', () => {
  const kept = endpoint('orders', { tls: true, username: 'app', database: 3 });
  expect(draftedEndpoint(draftOf(kept, { password: 'word' }), kept.id)).toEqual(kept);
  const tls = { authorityFile: '/ca.pem', unverified: true } as const;
  expect(draftedEndpoint(draftOf({ ...kept, tls }, {}), kept.id)).toEqual({ ...kept, tls });
  const iam = { cache: 'orders', region: 'eu-west-1' };
  expect(draftedEndpoint(draftOf({ ...kept, iam }, {}), kept.id)).toEqual({ ...kept, iam });
  // Whoever writes a password signs in by that.
  const draft = draftOf({ ...kept, iam }, {});
  readAddress('rediss://app:word@orders/3', draft);
  expect(draftedEndpoint(draft, kept.id)).toEqual({ ...kept, address: { ...kept.address, host: 'orders' } });
  const drafted = draftedEndpoint({ ...read('redis://u:s3cret@h'), name: 'h' }, 'x');
  expect(JSON.stringify(drafted)).not.toContain('s3cret');
});

test('what TLS goes by is dropped where there is no TLS any more', () => {
  const kept = { ...endpoint('orders', { tls: true }), tls: { serverName: 'orders' } };
  const draft = draftOf(kept, {});
  readAddress('redis://orders.example', draft);
  expect(draftedEndpoint(draft, kept.id).tls).toBeUndefined();
});

describe('passwords', () => {
  const sentinels = read('redis+sentinel://s1,s2/orders');

  test('are kept, replaced or dropped, each by itself', () => {
    const kept = { password: 'one', sentinelPassword: 'two' };
    const draft = draftOf(
      { ...endpoint('orders'), address: { ...endpoint('orders').address, sentinel: {} } },
      kept,
    );
    expect(chosenPasswords(draft, kept)).toEqual(kept);
    expect(chosenPasswords({ ...draft, sentinelChoice: 'none' }, kept)).toEqual({ password: 'one' });
    const replaced = { ...draft, passwordChoice: 'replace', password: 'three' } as const;
    expect(chosenPasswords(replaced, kept)).toEqual({ password: 'three', sentinelPassword: 'two' });
  });
  test("the Sentinels' own is for addresses of Sentinels only", () => {
    const written = { ...sentinels, sentinelPassword: 'two' };
    expect(chosenPasswords(written, {})).toEqual({ sentinelPassword: 'two' });
    readAddress('redis://orders', written);
    expect(chosenPasswords(written, {})).toEqual({});
  });
});

describe('options of TLS', () => {
  test('are paths from the root on, and a key goes with its certificate', () => {
    const [authorities] = TLS_OPTIONS;
    expect(['', '/ca.pem', 'C:\\ca.pem'].map((path) => authorities?.validate(path))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(authorities?.validate('ca.pem')).toBeDefined();
    expect(tlsProblem({ keyFile: '/k', certificateFile: '/c' })).toBeUndefined();
    expect(tlsProblem({ keyFile: '/k' })).toContain('certificate');
    expect(tlsProblem({ certificateFile: '/c' })).toContain('key');
  });
  test('are written and taken away', () => {
    const chosen = withTlsText({ unverified: true }, 'serverName', 'a');
    expect(chosen).toEqual({ unverified: true, serverName: 'a' });
    expect(withTlsText(chosen, 'serverName', '')).toEqual({ unverified: true });
    expect(tlsText(chosen)).toBe('The server is not verified. Its name is a.');
  });
});

describe('an endpoint behind tunnels', () => {
  test('keeps them when it is edited', () => {
    const addressMap = [{ from: { host: 'a', port: 1 }, to: { host: '127.0.0.1', port: 2 } }];
    const iam = { cache: 'orders', region: 'eu-west-3' };
    const address = { host: 'a', port: 1, tls: true, username: 'app' };
    const kept = { id: 'x', name: 'orders', address, iam, addressMap };
    expect(draftedEndpoint(draftOf(kept, {}), 'x')).toEqual(kept);
  });
});
