import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddressMap, parseAddressMap } from '../../../src/core/model/addressMap';
import { isGateway, sshCommand, tunnelMap } from '../../../src/core/model/tunnel';

const place = (host: string, port = 6379): { host: string; port: number } => ({ host, port });

describe('a tunnel', () => {
  test('leads each node through a port of its own, and none twice', () => {
    const map = tunnelMap([place('cfg'), place('a'), place('CFG'), place('a', 6380)], 7001);
    expect(formatAddressMap(map)).toBe('cfg:6379=127.0.0.1:7001,a:6379=127.0.0.1:7002,a:6380=127.0.0.1:7003');
  });
  test('is dug by ssh, with a line for each', () => {
    const map = tunnelMap([place('cfg'), place('fd00::1')], 7001);
    expect(sshCommand(map, 'ec2-user@bastion')).toBe(
      [
        'ssh -N \\',
        '  -L 127.0.0.1:7001:cfg:6379 \\',
        "  -L '127.0.0.1:7002:[fd00::1]:6379' \\",
        '  ec2-user@bastion',
      ].join('\n'),
    );
  });
  test('goes through what can be no option of ssh, and nothing that a shell would carry out', () => {
    expect(['user@bastion', 'bastion', '10.0.0.1', 'user@host-1.example'].every(isGateway)).toBe(true);
    expect(['', '-oProxyCommand=x', 'a b', 'a;b', '$(x)', 'a`b`', "a'b"].some(isGateway)).toBe(false);
    const [first = ''] = parseAddressMap('$(touch%20x):6379=127.0.0.1:7001').map((one) =>
      sshCommand([one], 'bastion'),
    );
    expect(first).toContain("-L '127.0.0.1:7001:$(touch%20x):6379'");
  });
  test('makes a map that is read back as it was, whatever the nodes are called', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
    const ports = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(fc.array(fc.record({ host: names, port: ports }), { minLength: 1 }), (places) => {
        const map = tunnelMap(places, 7001);
        expect(parseAddressMap(formatAddressMap(map))).toEqual(map);
      }),
    );
  });
});
