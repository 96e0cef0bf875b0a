import { expect, it } from 'vitest';
import { parseInfo } from '../../../src/redis/probe';
import { replicasIn } from '../../../src/redis/replica/findReplica';

it('reads the replicas that are online from INFO, in their order', () => {
  const info = [
    '# Replication',
    'role:master',
    'connected_slaves:4',
    'slave0:ip=10.0.0.7,port=6379,state=online,offset=42,lag=0',
    'slave1:ip=10.0.0.8,port=6380,state=wait_bgsave,offset=0,lag=0',
    'slave2:ip=fe80::1,port=6381,state=online,offset=42,lag=1,type=replica',
    'slave3:port=1,state=online',
    'slave_expires_tracked_keys:ip=1',
    'master_repl_offset:42',
  ].join('\r\n');
  expect(replicasIn(parseInfo(info))).toEqual([
    { host: '10.0.0.7', port: 6379 },
    { host: 'fe80::1', port: 6381 },
  ]);
  expect(replicasIn(parseInfo('role:master\r\nconnected_slaves:0'))).toEqual([]);
});
