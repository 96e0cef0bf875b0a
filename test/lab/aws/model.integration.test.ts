import * as sdk from '@aws-sdk/client-elasticache';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureModel } from './ensureModel';
import { FakeElastiCache } from './fakeElastiCache';
import type { Operations } from './operations';
import { inputShape, outputShape, resolveShape, type ServiceModel, type Shape } from './serviceModel';

// Proves: for every operation the fake reads what the official client sends, and that client reads what the fake sends.

let model: ServiceModel;
let fake: FakeElastiCache;
let client: sdk.ElastiCacheClient;

beforeAll(async () => {
  model = await ensureModel('frozen');
  const everything: Operations = Object.fromEntries(
    Object.keys(model.operations).map((name) => [
      name,
      () => synthetic(outputShape(model, name)) as Record<string, unknown>,
    ]),
  );
  fake = await FakeElastiCache.start(model, everything);
  client = new sdk.ElastiCacheClient({
    endpoint: fake.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await fake.stop();
});

/** A value for every member, to the depth where shapes repeat. */
function synthetic(shape: Shape, name = 'text', depth = 0): unknown {
  const full = resolveShape(model, shape);
  switch (full.type) {
    case 'structure':
      return Object.fromEntries(
        Object.entries(full.members ?? {}).map(([member, inner]) => [
          member,
          synthetic(inner, member, depth + 1),
        ]),
      );
    case 'list':
      return [0, 1].map((index) => synthetic(full.member ?? {}, `${name}${String(index)}`, depth + 1));
    case 'integer':
    case 'long':
      return 20 + name.length;
    case 'double':
      return 1.5;
    case 'boolean':
      return name.length % 2 === 0;
    case 'timestamp':
      return new Date(1_700_000_000_000 + depth * 1000);
    case 'string':
    case undefined:
      return `${name} <&> 'ü"`;
  }
}

type Send = (command: unknown) => Promise<Record<string, unknown>>;
type Command = new (input: unknown) => unknown;

describe('the fake and the official client', () => {
  it('understand each other in every operation, with every member', async () => {
    const send = client.send.bind(client) as unknown as Send;
    const names = Object.keys(model.operations);
    for (const name of names) {
      const sent = synthetic(inputShape(model, name)) as object;
      const Made = (sdk as unknown as Record<string, Command>)[`${name}Command`];
      if (Made === undefined) throw new Error(`the client has no ${name}`);
      const { $metadata, ...got } = await send(new Made(sent));
      expect($metadata).toMatchObject({ httpStatusCode: 200 });
      expect(got, name).toEqual(synthetic(outputShape(model, name)));
      expect(fake.calls.at(-1)).toEqual({ action: name, region: 'eu-west-1', input: sent });
    }
    expect(names.length).toBe(75);
    expect(fake.mistakes).toEqual([]);
  });
});
