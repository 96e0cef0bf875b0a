import { describe, expect, it } from 'vitest';
import type { Dial } from '../../src/core/dial';
import { Failure } from '../../src/core/model/failure';
import type { FailureCode } from '../../src/core/model/failure';
import { outOfReach } from '../../src/redis/outOfReach';

const failure = (code: FailureCode): Failure =>
  new Failure(code, { what: 'Could not connect to orders', why: 'so it is', next: 'Check it.' });
const means = { tunnel: 'do this' };
const dial = (host: string, more: Partial<Dial> = {}): Dial => ({
  label: 'orders',
  address: { host, port: 6380, tls: true },
  ...more,
});

describe('outOfReach', () => {
  it.each(['10.1.2.3', '172.16.0.1', '172.31.255.254', '192.168.0.9', '100.64.1.1', 'fd12::7'])(
    'says of the private address %s where to work instead, and what to check',
    async (host) => {
      const told = await outOfReach(failure('connect.timeout'), dial(host, { means }));
      expect(told).toMatchObject({ code: 'connect.timeout', what: 'Could not connect to orders' });
      expect(told.why).toBe('that is a private address, and nothing answers there');
      expect(told.next).toMatch(
        /security group .* port 6380.*subnet.*Remote-SSH.* through a tunnel \(do this\)\.$/,
      );
    },
  );

  it('says of a cache whose name is not known here, where it is known', async () => {
    const told = await outOfReach(
      failure('connect.dns'),
      dial('master.orders.abc123.use1.cache.amazonaws.com'),
    );
    expect(told.next).toMatch(/^Check that the cache is still there.* or go through a tunnel\.$/);
    expect(told.next).not.toContain('security group');
    expect(told.why).toMatch(/known only to the name servers of its VPC$/);
  });

  it.each([
    ['connect.timeout', '8.8.8.8'],
    ['connect.timeout', '172.32.0.1'],
    ['connect.timeout', '127.0.0.1'],
    ['connect.dns', 'orders.example'],
    ['connect.refused', '10.1.2.3'],
    ['connect.auth', '10.1.2.3'],
  ] as const)('leaves %s of %s as it is', async (code, host) => {
    const before = failure(code);
    expect(await outOfReach(before, dial(host))).toBe(before);
  });

  it('goes by where a tunnel leads', async () => {
    const place = { host: '10.1.2.3', port: 6380 };
    const addressMap = [{ from: place, to: { host: '127.0.0.1', port: 1 } }];
    const before = failure('connect.timeout');
    expect(await outOfReach(before, dial(place.host, { addressMap }))).toBe(before);
  });
});
