import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCaches } from '../../src/aws/catalogue';

// Proves: what the official client sends, that it reads these replies, and what is made of them. Does not prove: that
// AWS answers so. The replies follow the API reference of version 2015-02-02.

const NAMESPACE = 'http://elasticache.amazonaws.com/doc/2015-02-02/';
const ENVIRONMENT = [
  'AWS_ENDPOINT_URL_ELASTICACHE',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_EC2_METADATA_DISABLED',
] as const;
const SECRET = 'not-a-real-secret';

let server: Server;
let requests: URLSearchParams[];
let answer: (query: URLSearchParams) => { status: number; body: string };
let before: Record<string, string | undefined>;

beforeEach(async () => {
  before = Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]]));
  requests = [];
  server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        const query = new URLSearchParams(body);
        requests.push(query);
        const { status, body: text } = answer(query);
        response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_ELASTICACHE: `http://127.0.0.1:${String(port)}`,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  delete process.env['AWS_PROFILE'];
});

afterEach(async () => {
  for (const name of ENVIRONMENT) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
  await new Promise((resolve) => server.close(resolve));
});

describe('listCaches', () => {
  it('lists every page of groups and serverless caches, with the endpoint to connect to', async () => {
    answer = (query) => {
      if (query.get('Action') === 'DescribeServerlessCaches') {
        return reply(
          'DescribeServerlessCaches',
          `<ServerlessCaches><member><ServerlessCacheName>orders</ServerlessCacheName><Engine>valkey</Engine><Status>available</Status>
           <Endpoint><Address>orders.serverless.example</Address><Port>6379</Port></Endpoint></member>
           <member><ServerlessCacheName>pages</ServerlessCacheName><Engine>memcached</Engine><Status>available</Status></member></ServerlessCaches>`,
        );
      }
      if (query.get('Marker') === null) {
        return reply(
          'DescribeReplicationGroups',
          `<Marker>next</Marker><ReplicationGroups><ReplicationGroup><ReplicationGroupId>sessions</ReplicationGroupId><Engine>redis</Engine>
           <Status>available</Status><TransitEncryptionEnabled>true</TransitEncryptionEnabled>
           <ConfigurationEndpoint><Address>clustercfg.sessions.example</Address><Port>6379</Port></ConfigurationEndpoint>
           </ReplicationGroup></ReplicationGroups>`,
        );
      }
      return reply(
        'DescribeReplicationGroups',
        `<ReplicationGroups><ReplicationGroup><ReplicationGroupId>queue</ReplicationGroupId><Status>available</Status>
         <TransitEncryptionEnabled>false</TransitEncryptionEnabled><NodeGroups><NodeGroup>
         <PrimaryEndpoint><Address>master.queue.example</Address><Port>6380</Port></PrimaryEndpoint></NodeGroup></NodeGroups></ReplicationGroup>
         <ReplicationGroup><ReplicationGroupId>new</ReplicationGroupId><Status>creating</Status></ReplicationGroup></ReplicationGroups>`,
      );
    };
    expect(await listCaches(new AbortController().signal)).toEqual([
      {
        name: 'sessions',
        kind: 'replication group',
        engine: 'redis',
        status: 'available',
        address: { host: 'clustercfg.sessions.example', port: 6379, tls: true },
      },
      {
        name: 'queue',
        kind: 'replication group',
        engine: null,
        status: 'available',
        address: { host: 'master.queue.example', port: 6380, tls: false },
      },
      { name: 'new', kind: 'replication group', engine: null, status: 'creating', address: null },
      {
        name: 'orders',
        kind: 'serverless',
        engine: 'valkey',
        status: 'available',
        address: { host: 'orders.serverless.example', port: 6379, tls: true },
      },
    ]);
    expect(requests.map((query) => [query.get('Action'), query.get('Marker')])).toEqual([
      ['DescribeReplicationGroups', null],
      ['DescribeReplicationGroups', 'next'],
      ['DescribeServerlessCaches', null],
    ]);
  });

  it('says which permission is missing, and nothing of the credentials', async () => {
    answer = () => ({
      status: 403,
      body: `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>AccessDenied</Code>
        <Message>User: arn:aws:iam::1:user/x is not authorized to perform: elasticache:DescribeReplicationGroups</Message></Error></ErrorResponse>`,
    });
    const failure: unknown = await listCaches(new AbortController().signal).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'aws.permission',
      why: expect.stringContaining('elasticache:DescribeReplicationGroups') as string,
    });
    expect(String(failure)).not.toContain(SECRET);
  });

  it('tells when there is no region', async () => {
    delete process.env['AWS_REGION'];
    answer = () => reply('DescribeReplicationGroups', '');
    await expect(listCaches(new AbortController().signal)).rejects.toMatchObject({ code: 'aws.region' });
    expect(requests).toEqual([]);
  });

  it('tells when there are no credentials', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    answer = () => reply('DescribeReplicationGroups', '');
    await expect(listCaches(new AbortController().signal)).rejects.toMatchObject({ code: 'aws.credentials' });
    expect(requests).toEqual([]);
  });
});

function reply(action: string, result: string): { status: number; body: string } {
  return {
    status: 200,
    body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result></${action}Response>`,
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
