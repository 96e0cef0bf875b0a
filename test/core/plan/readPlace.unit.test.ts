import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/model/failure';
import { readPlace } from '../../../src/core/plan/readPlace';

function refusal(text: string): string {
  try {
    readPlace(text);
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.why}`;
  }
  return 'taken';
}

describe('where an end runs, as a user says it', () => {
  it('is a kind, and what else is known', () => {
    expect(readPlace('serverless')).toEqual({ kind: 'serverless' });
    expect(readPlace('elasticache, same-vpc,no-multi-az,data-tiering')).toEqual({
      kind: 'elasticache',
      sameNetwork: true,
      multiAz: false,
      dataTiering: true,
    });
  });

  it.each([
    ['', /^usage: it does not begin with one of self-managed/],
    ['same-vpc', /^usage: it does not begin/],
    ['elasticache,', /^usage: after the kind it takes tls, auth/],
    ['elasticache,toString', /^usage: after the kind/],
    ['elasticache,same-vpc=yes', /^usage: after the kind/],
    ['elasticache,no-no-tls', /^usage: after the kind/],
    ['elasticache,tls,no-tls', /^usage: it says "tls" twice/],
    ['self-managed,tls', /^usage: of a server of your own/],
  ])('is refused as %j', (text, why) => {
    expect(refusal(text)).toMatch(why);
  });
});
