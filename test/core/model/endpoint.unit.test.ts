import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseEndpointUrl, parsePort } from '../../../src/core/model/endpoint';
import type { Address, SentinelWatch } from '../../../src/core/model/endpoint';
import { isFailure } from '../../../src/core/model/failure';
import { failureOf } from '../failureOf';

const place = {
  host: fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.constantFrom('::1', '2001:db8::7', 'localhost', 'my_cache-001.abc.0001.euc1.cache.amazonaws.com'),
  ),
  port: fc.integer({ min: 1, max: 65_535 }),
};

const watch: fc.Arbitrary<SentinelWatch> = fc
  .record({
    master: fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined }),
    others: fc.array(fc.record(place), { maxLength: 3 }),
  })
  .map(({ master, others }) => ({
    ...(master === undefined ? {} : { master }),
    ...(others.length === 0 ? {} : { others }),
  }));

const address: fc.Arbitrary<Address> = fc
  .record({
    ...place,
    tls: fc.boolean(),
    username: fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined }),
    database: fc.option(fc.nat(999_999_999), { nil: undefined }),
    sentinel: fc.option(watch, { nil: undefined }),
  })
  .map(({ username, database, sentinel, ...rest }) => ({
    ...rest,
    ...(sentinel === undefined ? {} : { sentinel }),
    ...(username === undefined ? {} : { username }),
    ...(database === undefined ? {} : { database }),
  }));

describe('parseEndpointUrl', () => {
  it('reads what formatAddress writes', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(parseEndpointUrl(formatAddress(one))).toEqual({ address: one });
      }),
    );
  });

  it('reads any password, and formatAddress never shows it', () => {
    fc.assert(
      fc.property(address, fc.string({ minLength: 1, unit: 'grapheme' }), (one, password) => {
        const { host, ...rest } = one;
        const user = `${encodeURIComponent(one.username ?? '')}:${encodeURIComponent(password)}@`;
        const url = formatAddress({ ...rest, host }).replace(/\/\/(?:[^@/]*@)?/, () => `//${user}`);
        const parsed = parseEndpointUrl(url);
        expect(parsed).toEqual({ address: one, password });
        expect(formatAddress(parsed.address)).toBe(formatAddress(one));
      }),
    );
  });

  it.each<[string, Address, string?]>([
    ['redis://host', { host: 'host', port: 6379, tls: false }],
    ['  rediss://host:1/  ', { host: 'host', port: 1, tls: true }],
    ['redis://[::1]:7/0', { host: '::1', port: 7, tls: false, database: 0 }],
    ['redis://me@host', { host: 'host', port: 6379, tls: false, username: 'me' }],
    ['redis://:pw@host', { host: 'host', port: 6379, tls: false }, 'pw'],
    [
      'redis://me:p%40%3A%2F@host/15',
      { host: 'host', port: 6379, tls: false, username: 'me', database: 15 },
      'p@:/',
    ],
    ['redis+sentinel://one', { host: 'one', port: 26_379, tls: false, sentinel: {} }],
    [
      ' rediss+sentinel://me:pw@one:1,[::1],three:3/my%2Fmaster/7',
      {
        host: 'one',
        port: 1,
        tls: true,
        username: 'me',
        database: 7,
        sentinel: {
          master: 'my/master',
          others: [
            { host: '::1', port: 26_379 },
            { host: 'three', port: 3 },
          ],
        },
      },
      'pw',
    ],
    ['REDIS+SENTINEL://one//0', { host: 'one', port: 26_379, tls: false, database: 0, sentinel: {} }],
    ['redis+sentinel://one/0', { host: 'one', port: 26_379, tls: false, sentinel: { master: '0' } }],
  ])('reads %s', (url, expected, password) => {
    expect(parseEndpointUrl(url)).toEqual({
      address: expected,
      ...(password === undefined ? {} : { password }),
    });
  });

  it.each([
    '',
    'host',
    'host:6379',
    'http://host',
    'redis://',
    'redis:///0',
    'redis://host:0',
    'redis://host:65536',
    'redis://host:x',
    'redis://host/x',
    'redis://host/0/1',
    'redis://host/-1',
    'redis://host/1234567890',
    'redis://host?db=1',
    'redis://host#1',
    'redis://%zz@host',
    'redis://a b',
    'redis://a,b',
    'redis+sentinel://',
    'redis+sentinel:///mymaster',
    'redis+sentinel://a,/m',
    'redis+sentinel://a,b:0/m',
    'redis+sentinel://a/m/x',
    'redis+sentinel://a/m/0/1',
    'redis+sentinel://a/m?db=1',
    'redis+sentinel://a/%zz',
    'sentinel://a/m',
  ])('refuses "%s"', (url) => {
    const failure = failureOf(() => parseEndpointUrl(url));
    expect(failure).toMatchObject({ code: 'usage', what: 'Could not read the address' });
    expect(failure.next).toMatch(/redis:\/\/.*rediss:\/\//);
  });

  it('never repeats a secret, whatever the text is', () => {
    const secret = 'Zq7secret';
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('redis', 'rediss', 'rediss+sentinel', 'http', ''),
        (before, after, scheme) => {
          for (const text of [
            `${scheme}://${before}${secret}${after}`,
            `${scheme}://u:${secret}@${before}/${after}`,
          ]) {
            try {
              const { address: parsed } = parseEndpointUrl(text);
              if (text.includes(`:${secret}@`)) expect(formatAddress(parsed)).not.toContain(secret);
            } catch (error) {
              if (!isFailure(error)) throw error;
              expect(`${error.message} ${String(error.cause)} ${error.stack ?? ''}`).not.toContain(secret);
            }
          }
        },
      ),
    );
  });
});

it.each([
  ['redis://host:99999', /^its port is not a number from 1 to 65535/],
  ['redis://me:pw@host:70000/0', /^its port/],
  ['redis://:p#4w@host:6379', /^its user or password holds a #/],
  ['redis://me:p/w@host', /^its user or password holds a #/],
  ['redis://host:x', /^it is not a URL/],
])('says of "%s" what is wrong with it, and repeats nothing', (text, why) => {
  const failure = failureOf(() => parseEndpointUrl(text));
  expect(failure.why).toMatch(why);
  expect(failure.message).not.toMatch(/p#4w|p\/w|99999/);
});

it.each(['0', '-1', '65536', '1e3', '', ' 1', '99999', '123456', '0x10'])(
  'parsePort refuses "%s"',
  (text) => {
    expect(failureOf(() => parsePort(text)).code).toBe('usage');
  },
);
