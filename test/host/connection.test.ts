import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_FAR, HOST_FAR_NODE, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { ShownPages } from './shownPages';
import { rowWith } from './shownTree';
import type { ShownRow } from './shownTree';
import { until } from './until';
import { useFakeAws } from './useFakeAws';

describe('connecting to what was found', () => {
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

  /** Once its nodes are known, which tell the version. */
  const cache = async (label: string): Promise<ShownRow> =>
    await rowWith(extension, VIEWS.caches, (row) => row.label === label && row.description.includes('8.1'));
  const endpoint = async (context: string): Promise<ShownRow> =>
    await rowWith(extension, VIEWS.endpoints, (row) => row.context === context);
  const kept = (): {
    addressMap?: unknown;
    iam?: unknown;
    secret?: unknown;
    address: { username?: string };
  } => {
    const [only] = JSON.parse(extension.stored.get('endpoints') ?? '[]') as ReturnType<typeof kept>[];
    assert.ok(only);
    return only;
  };

  it('offers a tunnel to a cache that is out of reach, with a line for every node, and goes through it', async () => {
    await vscode.commands.executeCommand(COMMANDS.addCache, (await cache('far-cache')).element);
    const failed = await endpoint('endpoint.failed');
    assert.match(
      failed.children[0]?.description ?? '',
      /^Check that the cache is still there, .* Remote-SSH/,
    );

    // Here the tunnel leads to a server of this machine.
    const { port } = new URL(hostUrl('target'));
    answers.press(/^Could not connect/, 'Set Up a Tunnel…');
    answers.press(/^Set Up a Tunnel to far-cache/, 'Copy Command');
    answers.next('ec2-user@bastion.example', `${HOST_FAR}:6379=127.0.0.1:${port}`);
    await vscode.commands.executeCommand(COMMANDS.testConnection, failed.element);
    const asked = await answers.message(/^Set Up a Tunnel/);
    assert.match(asked.detail, /leave it running/);
    assert.equal(answers.proposed[1], `${HOST_FAR}:6379=127.0.0.1:7001,${HOST_FAR_NODE}:6379=127.0.0.1:7002`);
    await answers.message(/^far-cache is reached through the tunnel/);
    assert.equal(
      await vscode.env.clipboard.readText(),
      `ssh -N \\\n  -L 127.0.0.1:${port}:${HOST_FAR}:6379 \\\n  ec2-user@bastion.example`,
    );
    assert.match((await endpoint('endpoint.ready')).description, /^valkey 8\.1/);
    assert.deepEqual(kept().addressMap, [
      { from: { host: HOST_FAR, port: 6379 }, to: { host: '127.0.0.1', port: Number(port) } },
    ]);
  });

  it('leaves all as it is when the questions about a tunnel are left', async () => {
    await vscode.commands.executeCommand(COMMANDS.addCache, (await cache('far-cache')).element);
    const before = JSON.stringify([...extension.stored]);
    const { element } = await endpoint('endpoint.failed');
    answers.next('ec2-user@bastion.example', null);
    await vscode.commands.executeCommand(COMMANDS.setUpTunnel, element);
    assert.deepEqual(
      answers.asked,
      ['1/2', '2/2'].map((step) => `Set Up a Tunnel to far-cache ${step}`),
    );
    assert.equal(JSON.stringify([...extension.stored]), before);
  });

  it('offers one on the page of a check, where that fails for want of a way', async () => {
    const pages = new ShownPages();
    try {
      await vscode.commands.executeCommand(COMMANDS.addCache, (await cache('far-cache')).element);
      const { element } = await endpoint('endpoint.failed');
      answers.next('No Target Yet');
      await vscode.commands.executeCommand(COMMANDS.checkCompatibility, element);
      const page = pages.last();
      await until(
        () => JSON.stringify(page.told).includes('"end":"source","outOfReach":true'),
        () => JSON.stringify(page.told),
      );
      answers.asked.length = 0;
      answers.next(null);
      page.say({ type: 'tunnel.setUp', end: 'source' });
      await until(
        () => answers.asked.length > 0,
        () => 'nothing was asked',
      );
      assert.deepEqual(answers.asked, ['Set Up a Tunnel to far-cache 1/2']);
    } finally {
      pages.dispose();
    }
  });

  it('asks in Connection Options how a typed endpoint signs in by IAM, and forgets its password', async () => {
    const options = [
      'Connection Options…',
      'Sign In',
      'AWS IAM',
      'Orders-1',
      'Serverless Cache',
      'eu-west-3',
      '',
    ];
    // Nothing listens there.
    const typed = 'rediss://127.0.0.1:1';
    answers.press(/^Could not connect/, 'Save Anyway');
    answers.next(typed, 'typed', 'Continue', 'app', 'planted-word', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    assert.equal(extension.secrets.size, 1);
    answers.press(/^Could not connect/, 'Save Anyway');
    answers.next(typed, 'typed', ...options, 'Done', 'Continue', 'app', '');
    await vscode.commands.executeCommand(COMMANDS.editEndpoint, (await endpoint('endpoint.failed')).element);
    assert.deepEqual(kept().iam, { cache: 'orders-1', serverless: true, region: 'eu-west-3' });
    assert.equal(extension.secrets.size, 0);

    // Or by a secret, of which the ARN is kept and nothing else.
    const arn = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:orders-AbCdEf';
    answers.next('Sign In', 'AWS Secrets Manager', arn, 'token', '', 'Done');
    await vscode.commands.executeCommand(
      COMMANDS.connectionOptions,
      (await endpoint('endpoint.failed')).element,
    );
    assert.deepEqual([kept().iam, kept().secret], [undefined, { arn, key: 'token' }]);

    // And back, beside an address map.
    answers.next('Sign In', 'Password', 'Address Map', 'a.example:6379=127.0.0.1:7001', 'Done');
    await vscode.commands.executeCommand(
      COMMANDS.connectionOptions,
      (await endpoint('endpoint.failed')).element,
    );
    assert.deepEqual([kept().iam, kept().secret], [undefined, undefined]);
    assert.deepEqual(kept().addressMap, [
      { from: { host: 'a.example', port: 6379 }, to: { host: '127.0.0.1', port: 7001 } },
    ]);
    assert.equal(kept().address.username, 'app');
  });
});
