import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import type { Gate } from '../../src/bridge/wizardView';
import { FakeCloudWatch } from '../lab/aws/fakeCloudWatch';
import type { ServiceModel } from '../lab/aws/serviceModel';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_AWS_MODEL, HOST_PASSWORD, hostUrl, hostValue } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { ShownPages } from './shownPages';
import { rowWith } from './shownTree';
import { useFakeAws } from './useFakeAws';

/** A copy, and the gates three times: each watches the source for three seconds. */
const WHOLE_MS = 110_000;
const TITLE = 'Alarms watch the target';

describe('the alarms of a cache that a migration goes into', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let pages: ShownPages;
  let target: Redis;
  let watch: FakeCloudWatch;
  let restore: () => void;

  beforeEach(async () => {
    restore = useFakeAws();
    const model = hostValue(HOST_AWS_MODEL).replace('elasticache/2015-02-02', 'cloudwatch/2010-08-01');
    watch = await FakeCloudWatch.start(JSON.parse(readFileSync(model, 'utf8')) as ServiceModel);
    target = new Redis(hostUrl('target'));
    await target.flushall();
    pages = new ShownPages();
    answers = new Answers();
    extension = await loadExtension();
  });
  afterEach(async () => {
    Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_CLOUDWATCH');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    pages.dispose();
    answers.dispose();
    await extension.dispose();
    await target.flushall();
    target.disconnect();
    await watch.stop();
    assert.deepEqual(watch.mistakes, []);
    restore();
  });

  const idOf = async (name: string): Promise<string> => {
    const row = await rowWith(extension, VIEWS.endpoints, ({ label }) => label === name);
    return (row.element as { readonly subject: string }).subject;
  };

  it(
    'are looked at among the gates of the switch',
    async () => {
      const cache = await rowWith(
        extension,
        VIEWS.caches,
        ({ label, description }) => label === 'orders-cache' && description.includes('8.1'),
      );
      await vscode.commands.executeCommand(COMMANDS.addCache, cache.element);
      answers.next(hostUrl('modest'), 'orders', '', HOST_PASSWORD, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const ends = { subject: await idOf('orders'), target: await idOf('orders-cache') };
      await vscode.commands.executeCommand(COMMANDS.newMigration, ends);
      const page = pages.last();
      await page.view(({ body }) => body.step === 'ends');
      page.say({ type: 'step.go', step: 'check' });
      await page.view(({ body }) => body.step === 'check' && body.view !== null);
      page.say({ type: 'step.go', step: 'route' });
      await page.view(
        ({ body }) =>
          body.step === 'route' &&
          body.routes.some(({ route, recommended }) => route === 'copy' && recommended),
      );
      page.say({ type: 'step.go', step: 'run' });
      answers.press(/^Copy orders into orders-cache\?/, 'Copy');
      page.say({ type: 'run.start' });
      await page.view(({ body }) => body.step === 'run' && body.state === 'finished');
      page.say({ type: 'step.go', step: 'verify' });
      page.say({ type: 'step.go', step: 'cutOver' });

      let before = 0;
      const gate = async (): Promise<Gate> => {
        page.say({ type: 'gates.check' });
        const { body } = await page.view(
          (view) => view.body.step === 'cutOver' && !view.body.busy && (view.body.checkedAt ?? 0) > before,
        );
        assert.ok(body.step === 'cutOver');
        before = body.checkedAt ?? 0;
        const found = body.gates.find(({ title }) => title === TITLE);
        assert.ok(found !== undefined);
        return found;
      };
      // Nothing says where CloudWatch is, and the real one is none of our business.
      const unknown = await gate();
      assert.equal(unknown.state, 'open');
      assert.match(unknown.detail, /^Not known: /);
      assert.match(unknown.next ?? '', /^Set AWS_ENDPOINT_URL_CLOUDWATCH/);

      process.env['AWS_ENDPOINT_URL_CLOUDWATCH'] = watch.url;
      const none = await gate();
      assert.equal(none.state, 'warned');
      assert.match(none.detail, /^No alarm watches orders-cache: /);
      assert.match(none.command ?? '', /Value=orders-cache-001 .*--region eu-west-3$/);

      watch.alarms.push({
        region: 'eu-west-3',
        metric: {
          AlarmName: 'orders is full',
          Namespace: 'AWS/ElastiCache',
          MetricName: 'DatabaseMemoryUsagePercentage',
          Dimensions: [{ Name: 'CacheClusterId', Value: 'orders-cache-001' }],
          ActionsEnabled: true,
          AlarmActions: ['arn:aws:sns:eu-west-3:123456789012:people'],
          StateValue: 'ALARM',
        },
      });
      assert.deepEqual(await gate(), {
        title: TITLE,
        state: 'failed',
        detail: 'In alarm: orders is full (DatabaseMemoryUsagePercentage).',
        next: 'Find out why in CloudWatch before the switch, then check again.',
      });
    },
    WHOLE_MS,
  );
});
