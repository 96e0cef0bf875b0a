import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_FAR_NODE, hostAws, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { rowWith } from './shownTree';
import type { ShownRow } from './shownTree';
import { useFakeAws } from './useFakeAws';

describe('the ElastiCache view', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let restore: () => void;

  beforeEach(async () => {
    restore = useFakeAws();
    extension = await loadExtension();
    answers = new Answers();
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
    restore();
  });

  const row = async (label: string): Promise<ShownRow> =>
    await rowWith(extension, VIEWS.caches, (one) => one.label === label && /8\.1|TLS/.test(one.description));

  it('lists the caches of the region, and says whom it asks', async () => {
    const orders = await row('orders-cache');
    assert.equal(orders.description, 'valkey 8.1.0 · 1 shard');
    assert.equal(orders.children[0]?.children[0]?.description, 'primary · eu-west-3a');
    const scope = await rowWith(extension, VIEWS.caches, ({ context }) => context === 'cloud.scope');
    assert.equal(scope.description, `eu-west-3 · ${hostAws()}`);
  });

  it('makes a cache an endpoint without a question, once', async () => {
    const { element } = await row('orders-cache');
    await vscode.commands.executeCommand(COMMANDS.addCache, element);
    await vscode.commands.executeCommand(COMMANDS.addCache, element);
    assert.deepEqual(answers.asked, []);
    const added = await rowWith(extension, VIEWS.endpoints, ({ context }) => context === 'endpoint.ready');
    assert.equal(added.label, 'orders-cache');
    assert.match(added.description, /^valkey 8\.1/);
    assert.equal([...extension.stored.values()].join().match(/"name":"orders-cache"/g)?.length, 1);
    await vscode.commands.executeCommand(COMMANDS.copyCacheAddress, element);
    assert.equal(await vscode.env.clipboard.readText(), hostUrl('target'));
    // A node of a cluster has an address of its own, which only its member tells.
    const far = await row('far-cache');
    const node = far.children[0]?.children[0];
    assert.equal(node?.context, 'cloud.node');
    await vscode.commands.executeCommand(COMMANDS.copyCacheAddress, node.element);
    assert.equal(await vscode.env.clipboard.readText(), `redis://${HOST_FAR_NODE}:6379`);
  });

  it('asks for the user where there must be one, and keeps how AWS signs it in, but no secret', async () => {
    const { element } = await row('team-cache');
    answers.next('app', 'AWS IAM');
    await vscode.commands.executeCommand(COMMANDS.addCache, element);
    const stored = [...extension.stored.values()].join();
    assert.match(stored, /"username":"app"/);
    assert.match(stored, /"iam":\{"cache":"team-cache","region":"eu-west-3"\}/);
    assert.equal(extension.secrets.size, 0);
  });
});
