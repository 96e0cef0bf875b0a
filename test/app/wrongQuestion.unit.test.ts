import { expect, test } from 'vitest';
import { newDraft } from '../../src/app/desk/endpointDraft';
import type { EndpointDraft } from '../../src/app/desk/endpointDraft';
import { wrongQuestion } from '../../src/app/questions/wrongQuestion';
import { Failure } from '../../src/core/model/failure';
import type { FailureCode } from '../../src/core/model/failure';

const iam = { cache: 'orders', region: 'eu-west-3' };

test.each<[FailureCode, Partial<EndpointDraft>, string]>([
  ['connect.auth', {}, 'password'],
  ['connect.auth', { username: 'app' }, 'user'],
  ['connect.auth', { connection: { iam }, tls: true }, 'user'],
  ['connect.auth', { connection: { iam } }, 'encryption'],
  ['connect.auth', { connection: { iam }, tlsKnown: true }, 'address'],
  ['aws.credentials', { connection: { iam }, tls: true }, 'user'],
  ['server.permission', {}, 'user'],
  ['connect.tls', { tls: true }, 'tls'],
  ['connect.refused', { tls: true }, 'address'],
  ['connect.dns', {}, 'address'],
  ['connect.notRedis', {}, 'address'],
  ['topology.sentinel', {}, 'address'],
  ['database.missing', {}, 'database'],
])('%s of %j: begins with the question about the %s', (code, part, question) => {
  const failure = new Failure(code, { what: 'Could not', why: 'so it is', next: 'Mend it.' });
  expect(wrongQuestion(failure, { ...newDraft(), ...part })).toBe(question);
});
