import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedConnections } from '../../../src/core/model/connections';
import { connectionsOf } from '../../../src/redis/survey/connected';

const line = (id: number, fields: string): string =>
  `id=${String(id)} ${fields} fd=8 db=0 sub=0 argv-mem=10 tot-mem=20`;

describe('who is connected', () => {
  it('is told of each that is neither ours nor a link of replication', () => {
    const text = [
      line(
        1,
        'addr=10.0.3.7:52344 laddr=10.0.0.1:6379 name=orders age=90 idle=3 flags=N cmd=client|list user=app',
      ),
      line(2, 'addr=10.0.3.7:52345 name=elasticache-migrator age=9 idle=0 flags=N cmd=get user=app'),
      line(3, 'addr=10.0.3.8:6379 name= age=9 idle=0 flags=S cmd=replconf user=default'),
      line(4, 'addr=10.0.3.9:6379 name= age=9 idle=0 flags=M cmd=set user=default'),
      line(5, 'addr=[fd00::1]:7 name= age=1 idle=0 flags=N cmd=NULL'),
      line(6, `addr=/run/redis.sock:0 name=${'x'.repeat(500)} age=1 idle=0 flags=U cmd=GET user=default`),
      '',
    ].join('\n');
    expect(connectionsOf(text)).toEqual([
      {
        name: 'orders',
        host: '10.0.3.7',
        port: 52344,
        user: 'app',
        age: 90,
        idle: 3,
        command: 'client|list',
      },
      { name: '', host: '[fd00::1]', port: 7, user: null, age: 1, idle: 0, command: null },
      {
        name: 'x'.repeat(100),
        host: '/run/redis.sock',
        port: 0,
        user: 'default',
        age: 1,
        idle: 0,
        command: 'get',
      },
    ]);
  });

  it('is put together by machine, name and user, and counted where it is not listed', () => {
    const one = { name: 'orders', host: '10.0.3.7', port: 1, user: 'app', age: 90, idle: 30, command: 'get' };
    const many = Array.from({ length: 60 }, (_, port) => ({ ...one, host: `10.0.4.${String(port)}`, port }));
    const { connections, groups, unlisted } = groupedConnections([
      ...many,
      one,
      { ...one, port: 2, age: 5, idle: 1, command: 'set' },
      { ...one, port: 3, user: 'other' },
    ]);
    expect(groups[0]).toEqual({ ...one, port: null, idle: 1, command: 'set', connections: 2 });
    expect([connections, groups.length, unlisted]).toEqual([63, 50, 12]);
  });

  it('is read of whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { connections, groups, unlisted } = groupedConnections(connectionsOf(`addr=${text}\n${text}`));
        expect(groups.reduce((sum, group) => sum + group.connections, unlisted)).toBe(connections);
      }),
    );
  });
});
