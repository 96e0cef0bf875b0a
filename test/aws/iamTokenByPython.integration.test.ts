import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Credentials } from '../../src/aws/credentials';
import { mintTokenWith } from '../../src/aws/iamToken';
import type { IamChoice } from '../../src/core/model/endpoint';
import { awsEnvironment } from '../lab/aws/awsEnvironment';
import { ensureMoto, type Moto } from '../lab/aws/ensureMoto';

// Proves: a token is letter by letter what the official Python SDK signs at the same moment, by the recipe of AWS's
// documentation. Does not prove that ElastiCache takes it.

const KEYS = { key: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

/** Signs each case as of its own moment. */
const SCRIPT = `
import datetime, json, sys
from urllib.parse import urlencode
import botocore.auth
import botocore.session
from botocore.credentials import Credentials
from botocore.model import ServiceId
from botocore.signers import RequestSigner
tokens = []
for case in json.load(sys.stdin):
    at = datetime.datetime.strptime(case['at'], '%Y%m%dT%H%M%SZ').replace(tzinfo=datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda *args, **more: at.replace(tzinfo=None)
    events = botocore.session.get_session().get_component('event_emitter')
    credentials = Credentials(case['key'], case['secret'], case.get('token'))
    signer = RequestSigner(ServiceId('elasticache'), case['region'], 'elasticache', 'v4', credentials, events)
    query = {'Action': 'connect', 'User': case['user']}
    if case['serverless']:
        query['ResourceType'] = 'ServerlessCache'
    request = {'method': 'GET', 'url': 'https://' + case['cache'] + '/?' + urlencode(query), 'body': {}, 'headers': {}, 'context': {}}
    url = signer.generate_presigned_url(request, operation_name='connect', expires_in=900, region_name=case['region'])
    tokens.append(url.removeprefix('https://'))
json.dump(tokens, sys.stdout)
`;

const CASES = [
  { serverless: false, region: 'eu-west-1', user: 'migrator', cache: 'orders' },
  { serverless: true, region: 'us-east-1', user: 'migrator', cache: 'pages-1' },
  { serverless: false, region: 'ap-northeast-2', user: 'iam-user-01', cache: 'orders', token: 'a+b/c==&d e' },
  { serverless: true, region: 'cn-north-1', user: 'x', cache: 'p', token: "it's(*)!~" },
];

let moto: Moto;
let restore: () => Promise<void>;

beforeAll(async () => {
  moto = await ensureMoto();
  restore = await awsEnvironment({
    AWS_ACCESS_KEY_ID: KEYS.key,
    AWS_SECRET_ACCESS_KEY: KEYS.secret,
  });
});

afterAll(() => restore());

async function mint({ serverless, region, user, cache, token }: (typeof CASES)[number]): Promise<string> {
  if (token === undefined) delete process.env['AWS_SESSION_TOKEN'];
  else process.env['AWS_SESSION_TOKEN'] = token;
  const choice: IamChoice = { cache, region, ...(serverless ? { serverless } : {}) };
  return await mintTokenWith(new Credentials())(choice, user, new AbortController().signal);
}

/** Parameters may stand in any order: the signature is over them sorted. */
function partsOf(token: string): string[] {
  const [host = '', query = ''] = token.split('/?');
  return [host, ...query.split('&').sort()];
}

describe('a token', () => {
  it('is what the official Python SDK signs', async () => {
    const tokens: string[] = [];
    for (const one of CASES) tokens.push(await mint(one));
    const asked = CASES.map((one, index) => ({
      ...one,
      ...KEYS,
      at: new URLSearchParams(tokens[index]?.split('?')[1]).get('X-Amz-Date'),
    }));
    const { python, env } = moto;
    const said = execFileSync(python.file, [...python.args, '-c', SCRIPT], {
      env,
      input: JSON.stringify(asked),
    });
    const theirs = JSON.parse(said.toString()) as string[];
    expect(tokens.map(partsOf)).toEqual(theirs.map(partsOf));
    expect(theirs).toHaveLength(CASES.length);
  });
});
