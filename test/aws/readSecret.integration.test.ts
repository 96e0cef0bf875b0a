import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Credentials } from '../../src/aws/credentials';
import { readSecretWith } from '../../src/aws/readSecret';
import { isFailure } from '../../src/core/model/failure';
import { awsEnvironment } from '../lab/aws/awsEnvironment';

// Proves: what is made of the answers that AWS documents and moto does not give. Does not prove: that AWS gives them so.

const SIGNAL = new AbortController().signal;
const ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:orders-AbCdEf';

let server: Server;
let answer: { status: number; body: object; afterMs?: number };
let asked: string[];
let restore: () => Promise<void>;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']));
    request.resume();
    const { status, body, afterMs = 0 } = answer;
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    }, afterMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  restore = await awsEnvironment({
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${String(port)}`,
    AWS_ACCESS_KEY_ID: 'AKIDLAB',
    AWS_SECRET_ACCESS_KEY: 'lab-secret',
  });
});

afterEach(async () => {
  await restore();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function refused(type: string, message: string): Promise<string> {
  answer = { status: 400, body: { __type: type, message } };
  const thrown: unknown = await readSecretWith(new Credentials())({ arn: ARN }, SIGNAL).catch(
    (error: unknown) => error,
  );
  if (!isFailure(thrown)) throw new Error(`not a Failure: ${String(thrown)}`);
  return `${thrown.code}: ${thrown.message}`;
}

it('names the right that is missing, that of the secret or that of its key', async () => {
  const who = 'User: arn:aws:iam::123456789012:user/me is not authorized to perform:';
  const resource = `on resource: ${ARN} because no identity-based policy allows the action`;
  expect(await refused('AccessDeniedException', `${who} secretsmanager:GetSecretValue ${resource}`)).toMatch(
    /^aws\.permission: Could not read the secret orders: .* may not use secretsmanager:GetSecretValue/,
  );
  const kms = /^aws\.permission: .*may not decrypt it\. .*kms:Decrypt/;
  expect(await refused('AccessDeniedException', 'Access to KMS is not allowed')).toMatch(kms);
  expect(await refused('DecryptionFailure', "Secrets Manager can't decrypt the secret value")).toMatch(kms);
  expect(
    await refused('ResourceNotFoundException', "Secrets Manager can't find the specified secret."),
  ).toMatch(/^aws\.secret: .*no such secret in eu-west-3/);
});

it('asks once for those who ask at the same time, and anew for the next', async () => {
  answer = { status: 200, body: { ARN, SecretString: 'first' }, afterMs: 50 };
  const read = readSecretWith(new Credentials());
  const all = await Promise.all([1, 2, 3].map(() => read({ arn: ARN }, SIGNAL)));
  expect(all).toEqual([1, 2, 3].map(() => ({ password: 'first' })));
  expect(asked).toEqual(['secretsmanager.GetSecretValue']);
  answer = { status: 200, body: { ARN, SecretString: 'second' } };
  expect(await read({ arn: ARN }, SIGNAL)).toEqual({ password: 'second' });
  expect(asked).toHaveLength(2);
});

it('lets go of who is cancelled, and of nobody else', async () => {
  answer = { status: 200, body: { ARN, SecretString: 'word' }, afterMs: 200 };
  const read = readSecretWith(new Credentials());
  const controller = new AbortController();
  const first = read({ arn: ARN }, controller.signal);
  const second = read({ arn: ARN }, SIGNAL);
  controller.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(await second).toEqual({ password: 'word' });
});
