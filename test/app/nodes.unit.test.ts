import { describe, expect, test } from 'vitest';
import { endpointNode } from '../../src/app/tree/endpointNodes';
import type { Node } from '../../src/app/tree/node';
import { runNode } from '../../src/app/tree/runNodes';
import { Failure } from '../../src/core/model/failure';
import type { Finding } from '../../src/core/model/finding';
import { endpoint, finished, interrupted, profile, running } from './samples';

function ids(node: Node): string[] {
  return [node.id, ...node.children.flatMap(ids)];
}

describe('an endpoint', () => {
  const orders = endpoint('orders', { tls: true });

  test('tells what it is at a glance', () => {
    const ready = { kind: 'ready', profile: profile({ keys: 12_400_000 }) } as const;
    expect(endpointNode(orders, ready)).toMatchObject({
      label: 'orders',
      description: 'redis 8.0.2 · 12.4 M keys · 3.1 GB · TLS',
      context: 'endpoint.ready',
      subject: 'id-orders',
    });
    const cluster = {
      kind: 'ready',
      profile: profile({ mode: 'cluster', role: 'replica', keys: 1 }),
    } as const;
    expect(endpointNode(endpoint('x'), cluster).description).toBe(
      'redis 8.0.2 · cluster · replica · 1 key · 3.1 GB',
    );
  });
  test('has rows with ids of their own, the same in every painting', () => {
    const paint = (): string[] => ids(endpointNode(orders, { kind: 'ready', profile: profile() }));
    expect(new Set(paint()).size).toBe(paint().length);
    expect(paint()).toEqual(paint());
  });
  test('that cannot be reached says why, and is not empty', () => {
    const failure = new Failure('connect.auth', {
      what: 'Could not connect to orders',
      why: 'the server refused the password',
      next: "Edit the endpoint's credentials.",
    });
    const node = endpointNode(orders, { kind: 'failed', failure });
    expect(node.children).toMatchObject([
      {
        label: 'The server refused the password.',
        description: "Edit the endpoint's credentials.",
        context: 'problem.connect',
        subject: 'id-orders',
      },
    ]);
  });
  test('has the findings of its last check first, without the notes', () => {
    const finding = (severity: 'error' | 'warning' | 'info', message: string): Finding => ({
      rule: 'some.rule',
      severity,
      message,
      evidence: 'seen',
      fix: 'Mend it.',
      docs: 'https://valkey.io/',
      ...(severity === 'error' ? { blocks: ['copy'] as const } : {}),
    });
    const findings = [finding('error', 'One'), finding('warning', 'Two'), finding('info', 'Three')];
    const state = {
      kind: 'ready',
      profile: profile(),
      check: { target: 'cache', targetId: 'c1', findings },
    } as const;
    const [first] = endpointNode(orders, state).children;
    expect(first).toMatchObject({
      label: 'Findings',
      description: '1 error · 1 warning · 1 note · for cache',
      icon: 'error',
      children: [
        {
          label: 'One',
          description: 'blocks Copy (ours)',
          icon: 'error',
          command: 'elasticacheMigrator.openFinding',
          finding: { target: 'c1' },
        },
        { label: 'Two', icon: 'warning' },
      ],
    });
    const none = { ...state, check: { target: null, targetId: null, findings: [] } };
    expect(endpointNode(orders, none).children[0]).toMatchObject({
      description: 'none',
      icon: 'pass',
      children: [],
    });
    expect(new Set(ids(endpointNode(orders, state))).size).toBe(ids(endpointNode(orders, state)).length);
  });
  test('with a name that is Markdown is shown as it was typed', () => {
    const { tooltip } = endpointNode(
      { ...orders, name: '[x](command:evil) | **b** <img>' },
      { kind: 'loading' },
    );
    expect(tooltip).toContain('\\[x\\]\\(command\\:evil\\) \\| \\*\\*b\\*\\* \\<img\\>');
  });
});

describe('a run', () => {
  test('has an icon and a menu for each state', () => {
    const nodes = [
      running(),
      running({ stopping: true }),
      finished(),
      finished({ status: 'incomplete' }),
      finished({ status: 'cancelled' }),
      finished({ status: 'failed' }),
      { ...finished({ status: 'failed' }), resumable: true as const },
      interrupted(),
    ].map(runNode);
    expect(nodes.map(({ context }) => context)).toEqual([
      'run.running',
      'run.stopping',
      'run.done',
      'run.incomplete',
      'run.cancelled',
      'run.failed',
      'run.resumable',
      'run.interrupted',
    ]);
    expect(nodes.map(({ icon }) => icon)).toEqual([
      'sync~spin',
      'sync~spin',
      'pass',
      'warning',
      'circle-slash',
      'error',
      'error',
      'debug-disconnect',
    ]);
    expect(nodes.map(({ label }) => label)).toEqual(Array(8).fill('a → b'));
  });
});
