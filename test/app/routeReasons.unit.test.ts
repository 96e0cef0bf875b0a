import { expect, it } from 'vitest';
import { routeReasons } from '../../src/app/panel/routeReasons';
import type { Finding } from '../../src/core/model/finding';
import type { RoutePlan } from '../../src/core/model/plan';

const finding = (rule: string, blocks: Finding['blocks'] = []): Finding => ({
  rule,
  severity: 'warning',
  message: `What ${rule} says`,
  evidence: 'seen',
  fix: 'Do it.',
  docs: 'https://example.com',
  blocks,
});
const plan = (verdict: RoutePlan['verdict']): RoutePlan => ({
  route: 'seed-from-rdb',
  verdict,
  reasons: ['rdb.version', 'route.target'],
  steps: [],
  estimate: {
    duration: { least: 1, most: 2 },
    downtime: { least: 1, most: 2 },
    basis: 'a guess',
  },
  cost: 'none',
});
const findings = [finding('rdb.version', ['seed-from-rdb']), finding('route.target', ['online-migration'])];

it('tells of a blocked route what closes it, and of a risky one all that puts it at risk', () => {
  expect(routeReasons(plan('blocked'), findings)).toEqual([
    { rule: 'rdb.version', message: 'What rdb.version says' },
  ]);
  expect(routeReasons(plan('risky'), findings).map(({ rule }) => rule)).toEqual([
    'rdb.version',
    'route.target',
  ]);
});

it('gives the id of a rule whose finding is not there', () => {
  expect(routeReasons(plan('risky'), [])).toContainEqual({ rule: 'route.target', message: 'route.target' });
});
