import type { Address } from '../model/endpoint';
import type { Mode } from '../model/profile';

/** How one client is pointed at an endpoint. */
export interface ClientSnippet {
  readonly client:
    'redis-cli' | 'ioredis' | 'redis-py' | 'jedis' | 'lettuce' | 'go-redis' | 'stackexchange-redis';
  readonly name: string;
  readonly code: string;
}

/** Stands for the password: none is ever written down. */
const PASSWORD = 'PASSWORD';

/** What common clients take to reach an endpoint. The password is a placeholder, also where there is none. */
export function clientSnippets(address: Address, mode: Mode): ClientSnippet[] {
  const { host, port, tls, username, database = 0 } = address;
  const cluster = mode === 'cluster';
  const user = username ?? 'default';
  const at = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
  const url = `${tls ? 'rediss' : 'redis'}://${encodeURIComponent(user)}:${PASSWORD}@${at}`;
  const numbered = cluster || database === 0 ? '' : `/${String(database)}`;
  const place = {
    host,
    port: String(port),
    at,
    tls,
    user,
    cluster,
    url,
    numbered,
    database: String(database),
  };
  return [
    { client: 'redis-cli', name: 'redis-cli', code: redisCli(place) },
    { client: 'ioredis', name: 'Node.js: ioredis', code: ioredis(place) },
    { client: 'redis-py', name: 'Python: redis-py', code: redisPy(place) },
    { client: 'jedis', name: 'Java: Jedis', code: jedis(place) },
    { client: 'lettuce', name: 'Java: Lettuce', code: lettuce(place) },
    { client: 'go-redis', name: 'Go: go-redis', code: goRedis(place) },
    { client: 'stackexchange-redis', name: '.NET: StackExchange.Redis', code: stackExchange(place) },
  ];
}

interface Place {
  readonly host: string;
  readonly port: string;
  readonly at: string;
  readonly tls: boolean;
  readonly user: string;
  readonly cluster: boolean;
  readonly url: string;
  /** `/1`; empty for database 0. */
  readonly numbered: string;
  readonly database: string;
}

function redisCli({ host, port, tls, user, cluster, numbered, database }: Place): string {
  const options = [
    `-h ${argument(host)} -p ${port} --user ${argument(user)} --askpass`,
    ...(tls ? ['--tls'] : []),
    ...(cluster ? ['-c'] : []),
    ...(numbered === '' ? [] : [`-n ${database}`]),
  ];
  return `redis-cli ${options.join(' ')}`;
}

function ioredis({ host, port, tls, user, cluster, numbered, database }: Place): string {
  if (cluster) {
    return [
      "import { Cluster } from 'ioredis';",
      `const client = new Cluster([{ host: ${text(host)}, port: ${port} }], {`,
      // What ElastiCache's nodes announce must be dialled by name, or TLS cannot prove who they are.
      ...(tls ? ['  dnsLookup: (address, callback) => callback(null, address),'] : []),
      `  redisOptions: { username: ${text(user)}, password: '${PASSWORD}'${tls ? ', tls: {}' : ''} },`,
      '});',
    ].join('\n');
  }
  return [
    "import { Redis } from 'ioredis';",
    'const client = new Redis({',
    `  host: ${text(host)}, port: ${port}, username: ${text(user)}, password: '${PASSWORD}',`,
    ...(numbered === '' ? [] : [`  db: ${database},`]),
    ...(tls ? ['  tls: {},'] : []),
    '});',
  ].join('\n');
}

function redisPy({ host, port, tls, user, cluster, numbered, database }: Place): string {
  const kind = cluster ? 'RedisCluster' : 'Redis';
  return [
    `from redis${cluster ? '.cluster' : ''} import ${kind}`,
    `client = ${kind}(`,
    `    host=${text(host)}, port=${port}, username=${text(user)}, password='${PASSWORD}',`,
    ...(numbered === '' ? [] : [`    db=${database},`]),
    ...(tls ? ['    ssl=True,'] : []),
    ')',
  ].join('\n');
}

function jedis({ host, port, tls, user, cluster, numbered, database }: Place): string {
  const place = `new HostAndPort(${quoted(host)}, ${port})`;
  const config = [
    'JedisClientConfig config = DefaultJedisClientConfig.builder()',
    `    .user(${quoted(user)}).password("${PASSWORD}")`,
    ...(numbered === '' ? [] : [`    .database(${database})`]),
    `    .ssl(${String(tls)}).build();`,
  ];
  const made = cluster
    ? `JedisCluster client = new JedisCluster(Set.of(${place}), config);`
    : `JedisPooled client = new JedisPooled(${place}, config);`;
  return [...config, made].join('\n');
}

function lettuce({ host, port, tls, user, cluster, numbered, database }: Place): string {
  const kind = cluster ? 'RedisClusterClient' : 'RedisClient';
  return [
    `RedisURI uri = RedisURI.builder().withHost(${quoted(host)}).withPort(${port}).withSsl(${String(tls)})`,
    `    .withAuthentication(${quoted(user)}, "${PASSWORD}")${numbered === '' ? '' : `.withDatabase(${database})`}.build();`,
    `${kind} client = ${kind}.create(uri);`,
  ].join('\n');
}

function goRedis({ at, tls, user, cluster, numbered, database }: Place): string {
  const security = tls ? ['\tTLSConfig: &tls.Config{MinVersion: tls.VersionTLS12},'] : [];
  const login = `\tUsername: ${quoted(user)}, Password: "${PASSWORD}",`;
  return (
    cluster
      ? [
          'client := redis.NewClusterClient(&redis.ClusterOptions{',
          `\tAddrs: []string{${quoted(at)}},`,
          login,
          ...security,
          '})',
        ]
      : [
          'client := redis.NewClient(&redis.Options{',
          `\tAddr: ${quoted(at)},`,
          login,
          ...(numbered === '' ? [] : [`\tDB: ${database},`]),
          ...security,
          '})',
        ]
  ).join('\n');
}

function stackExchange({ at, tls, user, numbered, database }: Place): string {
  const options = [
    at,
    `user=${user}`,
    `password=${PASSWORD}`,
    `ssl=${String(tls)}`,
    'abortConnect=false',
    ...(numbered === '' ? [] : [`defaultDatabase=${database}`]),
  ];
  return `var client = ConnectionMultiplexer.Connect(${quoted(options.join(','))});`;
}

/** As a shell takes it. */
function argument(value: string): string {
  return /^[\w.:-]+$/.test(value) ? value : `'${value.replace(/'/g, "'\\''")}'`;
}

/** In single quotes, as JavaScript and Python take it. */
function text(value: string): string {
  return `'${value.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;
}

/** In double quotes, as Java, Go and C# take it. */
function quoted(value: string): string {
  return JSON.stringify(value);
}
