import { expect, it } from 'vitest';
import { deploymentOf } from '../../../src/core/model/deployment';

it.each([
  ['10.0.0.5', 'self-managed'],
  ['redis.example.com', 'self-managed'],
  ['cache.amazonaws.com.example.com', 'self-managed'],
  ['master.orders.x1y2z3.use1.cache.amazonaws.com', 'elasticache'],
  ['clustercfg.orders.x1y2z3.cnn1.cache.amazonaws.com.cn', 'elasticache'],
  ['ORDERS-x1y2z3.serverless.use1.cache.amazonaws.com.', 'serverless'],
])('knows from its name where %s runs: %s', (host, kind) => {
  expect(deploymentOf(host)).toMatchObject({ kind, planned: false });
});
