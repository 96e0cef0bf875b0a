import { expect, it } from 'vitest';
import { environmentEndpoints } from '../../src/node/environmentEndpoints';

it('reads names and addresses, and no password', () => {
  const env = {
    ELASTICACHE_MIGRATOR_ENDPOINTS: 'a=redis://h:1/2\n  b=rediss://u:secret@h2  broken c=http://h =redis://h',
  };
  const endpoints = environmentEndpoints(env);
  expect(endpoints).toEqual([
    { id: 'environment:a', name: 'a', address: { host: 'h', port: 1, tls: false, database: 2 } },
    { id: 'environment:b', name: 'b', address: { host: 'h2', port: 6379, tls: true, username: 'u' } },
  ]);
  expect(JSON.stringify(endpoints)).not.toContain('secret');
});

it('gives nothing where nothing is set', () => {
  expect(environmentEndpoints({})).toEqual([]);
});
