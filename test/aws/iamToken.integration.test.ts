import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from '../../src/aws/credentials';
import { mintTokenWith } from '../../src/aws/iamToken';
import type { MintToken } from '../../src/core/ports';
import { tokenFault } from '../lab/iam/heldToken';
import type { TokenKeeper } from '../lab/iam/heldToken';

// Proves: that tokens are as ElastiCache's user guide has them, by a Signature Version 4 that is not the SDK's. Does not
// prove: that ElastiCache takes them.

const SIGNAL = new AbortController().signal;
const SET = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};
const CLEARED = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

const keeper = (user: string, region: string): TokenKeeper => ({
  cache: 'orders',
  user,
  region,
  accessKeyId: SET.AWS_ACCESS_KEY_ID,
  secretAccessKey: SET.AWS_SECRET_ACCESS_KEY,
  goodForMs: 60_000,
});
const minted = (region: string, user: string, serverless = false): Promise<string> =>
  mintToken({ cache: 'orders', region, ...(serverless ? { serverless } : {}) }, user, SIGNAL);

let before: Record<string, string | undefined>;
let mintToken: MintToken;

beforeEach(() => {
  mintToken = mintTokenWith(new Credentials());
  before = Object.fromEntries([...Object.keys(SET), ...CLEARED].map((name) => [name, process.env[name]]));
  for (const name of CLEARED) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, SET);
});

afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

describe('mintToken', () => {
  it('signs a request to connect, without a scheme, for 15 minutes', async () => {
    const token = await minted('eu-west-1', 'app');
    expect(token).toMatch(/^orders\/\?Action=connect&User=app&X-Amz-Algorithm=AWS4-HMAC-SHA256&/);
    expect(new URLSearchParams(token.split('?')[1]).get('X-Amz-Expires')).toBe('900');
    expect(tokenFault(token, keeper('app', 'eu-west-1'), Date.now())).toBeNull();
    expect(tokenFault(token.replace('app', 'eve'), keeper('eve', 'eu-west-1'), Date.now())).toMatch(
      /signature/,
    );
  });

  it('signs for a serverless cache, and whatever the user is called', async () => {
    const token = await minted('eu-west-2', "a b*(c)'!ü", true);
    expect(token).toContain('&ResourceType=ServerlessCache&');
    expect(tokenFault(token, keeper("a b*(c)'!ü", 'eu-west-2'), Date.now())).toBeNull();
  });

  it('signs with credentials that pass, whose session goes with the token', async () => {
    process.env['AWS_SESSION_TOKEN'] = 'a+session/token==';
    const token = await minted('eu-west-3', 'app');
    expect(token).toContain('&X-Amz-Security-Token=a%2Bsession%2Ftoken%3D%3D&');
    expect(tokenFault(token, keeper('app', 'eu-west-3'), Date.now())).toBeNull();
  });

  it('asks again after a failure, and names no secret in it', async () => {
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    await expect(minted('eu-north-1', 'app')).rejects.toMatchObject({
      code: 'aws.credentials',
      message: expect.stringMatching(/^Could not make a token to sign in to orders: /) as string,
    });
    process.env['AWS_SECRET_ACCESS_KEY'] = SET.AWS_SECRET_ACCESS_KEY;
    expect(tokenFault(await minted('eu-north-1', 'app'), keeper('app', 'eu-north-1'), Date.now())).toBeNull();
  });

  it('ends with the signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const asked = mintToken({ cache: 'orders', region: 'eu-west-1' }, 'app', controller.signal);
    await expect(asked).rejects.toThrow('enough');
  });
});
