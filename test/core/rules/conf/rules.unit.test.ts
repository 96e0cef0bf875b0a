import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIRECTIVES, MEASURED } from '../../../../src/core/conf/catalogue';
import { targetOf } from '../../../../src/core/conf/confTarget';
import type { ConfPlace } from '../../../../src/core/conf/followIncludes';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';
import type { ConfFinding, ConfReport } from '../../../../src/core/model/confReport';
import { confText } from '../../../../src/core/report/confText';
import { checkConfText } from '../../../../src/core/rules/conf/checkConf';
import { CONF_RULES } from '../../../../src/core/rules/conf/registry';

function target(server: string): ConfTarget {
  const [product = '', version = ''] = server.split(' ');
  const read = targetOf(product, version);
  if (read === null) throw new Error(`${server} is no server`);
  return read;
}

const check = (text: string, server = 'redis 7.2', place?: ConfPlace): ConfReport =>
  checkConfText(text, 'redis.conf', { target: target(server) }, place);

/** A machine that holds one file. */
const HELD: ConfPlace = {
  path: '/etc/redis.conf',
  find: ({ name }) => [{ path: name, text: name === '/etc/held.conf' ? 'hz 10' : { kind: 'missing' } }],
};

function only(text: string, rule: string, server?: string): ConfFinding {
  const found = check(text, server).findings.filter((finding) => finding.rule === rule);
  expect(found, text).toHaveLength(1);
  return found[0] as ConfFinding;
}

/** Of each rule: what it speaks of, what it is silent on, and for which server. */
const CASES: Readonly<
  Record<string, readonly (readonly [fires: string, silent: string, server?: string])[]>
> = {
  'conf.quoting': [
    ['requirepass "a', 'requirepass "a"'],
    ['maxmemory "1"gb', 'maxmemory "1gb"', 'valkey 8.1'],
    ['maxmemory "1"gb', 'maxmemory 1gb', 'valkey 9.1'],
    ['port 1\0', 'port 1'],
  ],
  'conf.unknown': [
    ['maxmemmory 1gb', 'maxmemory 1gb'],
    ['maxmemory=1gb', '# maxmemory=1gb'],
    ['\ufeffport 1', 'port 1'],
    ['foo.bar 1', 'port 1', 'redis 8.0'],
  ],
  'conf.version': [
    ['cluster-databases 4', 'databases 4', 'redis 8.0'],
    ['gopher-enabled no', 'lua-replicate-commands no', 'redis 7.0'],
    ['replica-priority 1', 'slave-priority 1', 'redis 4.0.14'],
  ],
  'conf.arity': [
    ['port', 'port 1'],
    ['bind', 'bind 127.0.0.1', 'redis 6.2'],
    [`bind ${'h '.repeat(17)}`, `bind ${'h '.repeat(16)}`],
  ],
  'conf.bind': [
    ['bind', 'bind *', 'valkey 9.1'],
    ['bind ""', 'bind "" \nbind 127.0.0.1'],
    ['bind 999.1.1.1', 'bind db1.example'],
    ['bind -999.1.1.1', 'bind -::1'],
    ['bind 127.0.0.1 [::1]', 'bind 127.0.0.1 ::1'],
    ['bind 127.0.0.1:6379', 'bind 127.1'],
    ['bind 127.0.0.1, ::1', 'port 0\nunixsocket s\nbind 999.1.1.1'],
    ['port 0\ntls-port 6380\nbind', 'port 0\nbind'],
  ],
  'conf.bool': [['appendonly true', 'appendonly YES']],
  'conf.enum': [
    ['maxmemory-policy lru', 'maxmemory-policy AllKeys-LRU'],
    ['shutdown-on-sigint safe', 'shutdown-on-sigint save now', 'valkey 8.1'],
  ],
  'conf.number': [
    ['timeout 10s', 'timeout 10'],
    ['unixsocketperm 888', 'unixsocketperm 700'],
  ],
  'conf.memory': [
    ['maxmemory 1.5gb', 'maxmemory 1536mb'],
    ['maxmemory-clients 5%%', 'maxmemory-clients 5%'],
  ],
  'conf.range': [
    ['port 65536', 'port 65535'],
    ['maxmemory-samples 65', 'maxmemory-samples 64', 'redis 7.4'],
    ['maxmemory-clients 101%', 'maxmemory-clients 100%'],
    ['unixsocketperm 1777', 'unixsocketperm 777'],
    ['timeout -1', 'timeout abc', 'redis 4.0.14'],
  ],
  'conf.save': [
    ['save 900', 'save 900 1 300 10'],
    ['save 0 1', 'save ""'],
    ['save 0 1', 'save 900', 'redis 6.2'],
  ],
  'conf.bufferLimit': [
    ['client-output-buffer-limit normal 0 0', 'client-output-buffer-limit normal 0 0 0 pubsub 1mb 1mb 60'],
    ['client-output-buffer-limit master 0 0 0', 'client-output-buffer-limit replica 0 0 0'],
    ['client-output-buffer-limit normal 1tb 0 0', 'client-output-buffer-limit normal 1gb 0 0'],
    ['client-output-buffer-limit normal 0 0 10s', 'client-output-buffer-limit normal 0 0 10'],
    ['client-output-buffer-limit normal 0 0 -1', 'client-output-buffer-limit normal x y z', 'redis 6.2'],
  ],
  'conf.events': [
    ['notify-keyspace-events KEQ', 'notify-keyspace-events KEA'],
    ['notify-keyspace-events Kn', 'notify-keyspace-events Kd', 'redis 6.2'],
  ],
  'conf.replicaof': [
    ['replicaof 10.0.0.1 65536', 'replicaof 10.0.0.1 6379'],
    ['replicaof one no', 'replicaof no one'],
  ],
  'conf.announced': [
    ['cluster-announce-hostname a_b', 'cluster-announce-hostname a-b.c'],
    ['cluster-announce-human-nodename a!', 'cluster-announce-human-nodename a-b'],
    ['cluster-announce-client-ipv4 300.1.1.1', 'cluster-announce-client-ipv4 10.1.1.1', 'valkey 8.0'],
    ['cluster-announce-client-ipv6 host', 'cluster-announce-client-ipv6 fe80::1', 'valkey 8.0'],
    ['cluster-announce-ip 1.2.3', 'cluster-announce-ip 1.2.3.4', 'redis 8.6.3'],
    ['cluster-announce-ip a#b', 'cluster-announce-ip host', 'valkey 9.1.2'],
    ['cluster-announce-ip host', 'cluster-announce-ip fd00::1', 'redis 8.6.3'],
  ],
  'conf.file': [
    ['dbfilename a/b', 'dbfilename b'],
    ['dir ""', 'dir .'],
    ['dbfilename ""', 'dbfilename a', 'valkey 8.1'],
  ],
  'conf.percentiles': [
    ['latency-tracking-info-percentiles 50 101', 'latency-tracking-info-percentiles 50 99.9'],
  ],
  'conf.oomScores': [['oom-score-adj-values 0 0 2001', 'oom-score-adj-values 0 200 800']],
  'conf.shutdown': [['shutdown-on-sigterm save nosave', 'shutdown-on-sigterm nosave now']],
  'conf.title': [
    ['proc-title-template {bad}', 'proc-title-template "{title} {port}"'],
    ['proc-title-template {title}', 'proc-title-template x'],
  ],
  'conf.length': [
    [`requirepass ${'x'.repeat(513)}`, `requirepass ${'x'.repeat(512)}`, 'redis 6.0.16'],
    [`hash-seed ${'x'.repeat(257)}`, `hash-seed ${'x'.repeat(256)}`, 'valkey 9.1'],
  ],
  'conf.sentinel': [['sentinel monitor a 1.2.3.4 1 2', 'sentinel']],
  'conf.renameCommand': [
    ['rename-command NOSUCH x', 'rename-command KEYS x'],
    ['rename-command GET SET', 'rename-command GET get2'],
    ['rename-command GET x\nrename-command SET x', 'rename-command GET SET2\nrename-command SET GET'],
    ['rename-command CONFIG|GET x', 'rename-command CONFIG x'],
  ],
  'conf.user': [
    ['user a on +nosuch', 'user a on +get'],
    ['user a on #abc', `user a on #${'0'.repeat(64)}`],
    ['user a on <b', 'user a on >b <b'],
    ['user a on (~x +get', 'user a on (~x +get)'],
    ['user a on ~* ~b', 'user a on ~* resetkeys ~b'],
    ['user a on +@nosuch', 'user a on +@read'],
    ['user a\nuser a', 'user a\nuser b'],
    ['user "a on"', 'user "a" on'],
    ['user a allchannels &x', 'user a allchannels resetchannels &x'],
    ['user a on -config|set', 'user a on +config|set', 'redis 6.2'],
    ['user a on db=0', 'user a on ~*', 'valkey 8.1'],
  ],
  'conf.contradiction': [
    ['maxmemory-policy allkeys-lru', 'maxmemory 1gb\nmaxmemory-policy allkeys-lru'],
    ['maxmemory 1gb', 'include a.conf\nmaxmemory 1gb'],
    ['save ""', 'save ""\nappendonly yes'],
    ['appendonly yes\nsave 900 1', 'appendonly yes'],
    ['appendonly yes\nappendfsync no', 'appendonly yes\nappendfsync everysec'],
    ['min-replicas-to-write 1\nmin-replicas-max-lag 0', 'min-replicas-to-write 1\nmin-replicas-max-lag 10'],
    [
      'active-defrag-cycle-min 80\nactive-defrag-cycle-max 20',
      'active-defrag-cycle-min 20\nactive-defrag-cycle-max 80',
    ],
    ['cluster-enabled yes\ndatabases 16', 'cluster-enabled yes\ndatabases 1'],
    ['cluster-enabled yes\ndatabases 16', 'databases 16', 'valkey 8.1'],
    ['cluster-enabled yes\nreplicaof a 1', 'cluster-enabled yes\nreplicaof no one'],
    ['aclfile a\nuser b', 'user b'],
    ['port 0', 'port 0\nunixsocket a'],
  ],
  'conf.misread': [
    ['maxmemory gb', 'maxmemory 1gb'],
    ['maxmemory 1.5gb', 'maxmemory 1536mb', 'redis 5.0'],
    ['timeout 10s', 'timeout 10', 'redis 5.0'],
    ['save 900 1 60 100', 'save 900 1\nsave ""', 'redis 6.2'],
  ],
  'conf.include': [
    ['include /etc/none.conf', 'include /etc/held.conf'],
    ['include held.conf', 'dir /etc\ninclude /etc/held.conf'],
  ],
  'conf.deprecated': [
    ['slave-priority 1', 'replica-priority 1'],
    ['lua-replicate-commands yes', 'port 1', 'redis 7.0'],
    ['masterauth x', 'primaryauth x', 'valkey 8.1'],
  ],
  'conf.duplicate': [
    ['port 1\nport 2', 'save 1 1\nsave 2 2'],
    ['slave-priority 1\nreplica-priority 2', 'slave-priority 1\nport 2'],
  ],
  'conf.open': [
    ['protected-mode no', 'protected-mode yes'],
    ['protected-mode no\nbind 0.0.0.0', 'protected-mode no\nbind 127.0.0.1 -::1'],
    ['protected-mode no', 'protected-mode no\nrequirepass x'],
  ],
  'conf.password': [
    ['requirepass x', 'requirepass ""'],
    ['user a on >x', `user a on #${'0'.repeat(64)}`],
  ],
  'conf.commands': [['enable-debug-command yes', 'enable-debug-command local']],
  'conf.tlsFiles': [
    ['tls-port 6380', 'tls-port 0'],
    ['tls-replication yes', 'tls-replication yes\ntls-cert-file a\ntls-key-file b\ntls-ca-cert-dir c'],
    [
      'tls-port 1\ntls-cert-file a\ntls-key-file b',
      'tls-port 1\ntls-cert-file a\ntls-key-file b\ntls-auth-clients no',
    ],
  ],
};

describe('rules on redis.conf', () => {
  it('are all tried, and say what they are', () => {
    expect(Object.keys(CASES).sort()).toEqual(CONF_RULES.map(({ id }) => id).sort());
    for (const { id, what, why, docs } of CONF_RULES) {
      expect(id).toMatch(/^conf\.[a-zA-Z0-9]+$/);
      expect(what).toMatch(/^([a-z]|TLS ).*[^.]$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
      expect(docs).toMatch(/^https:\/\//);
    }
  });

  it.each(
    Object.entries(CASES).flatMap(([rule, cases]) =>
      cases.map(([fires, silent, server]) => ({ rule, fires, silent, server })),
    ),
  )('$rule speaks of $fires and not of $silent', ({ rule, fires, silent, server }) => {
    const place = rule === 'conf.include' ? HELD : undefined;
    expect(check(fires, server, place).findings.map((finding) => finding.rule)).toContain(rule);
    expect(check(silent, server, place).findings.map((finding) => finding.rule)).not.toContain(rule);
  });

  it('stand where the trouble is, counted from 1', () => {
    expect(only('# x\n  maxmemmory 1gb', 'conf.unknown')).toMatchObject({
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 13,
    });
    expect(only('port  "70000"', 'conf.range')).toMatchObject({ line: 1, column: 7, endColumn: 14 });
    expect(only('port 1 # a b', 'conf.arity')).toMatchObject({ column: 8, endColumn: 13 });
  });

  it('repeat no unknown word that may be a password that wrapped, and no control character', () => {
    const evil = only('port 1\n\u001b[31mSecretX evil', 'conf.unknown');
    expect(evil).toMatchObject({ evidence: 'The word at line 2', severity: 'error' });
    expect(evil.message).toBe('The word at line 2 is not a directive of any version');
    for (const word of ['pa$$w0rd', 'k'.repeat(41), 'x', 'a/b', 'é1234567']) {
      expect(only(`${word} 1`, 'conf.unknown').message).toMatch(/^The word at line 1 is not/);
    }
    expect(only('maxmemmory=hunter2', 'conf.unknown').evidence).toBe('maxmemmory…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('port ', 'bind ', ''), (text, name) => {
        for (const { message, evidence, fix } of check(`${name}${text}`).findings) {
          expect(`${message}${evidence}${fix}`).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
    const report = checkConfText('port x\nfoo 1', 'a', { target: null });
    expect(confText('a\u001b[31m\u009b.conf', report)).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(confText('a\u001b.conf', report)).toContain('a\\x1b.conf:1:6: error');
  });

  it('say what to write instead', () => {
    expect(only('maxmemmory 1gb', 'conf.unknown').fix).toBe('Write maxmemory.');
    expect(only('maxmemory-policy allkeys-lruu', 'conf.enum').fix).toBe('Write allkeys-lru.');
    expect(only('appendonly on', 'conf.bool').fix).toBe('Write yes.');
    expect(only('primaryauth x', 'conf.version').fix).toBe('Write masterauth instead.');
    expect(only('replica-priority 1', 'conf.version', 'redis 4.0').fix).toBe('Write slave-priority instead.');
    expect(only('port 1 # x', 'conf.arity').fix).toContain('a line of its own');
  });

  it('are milder where another file may hold what is missing', () => {
    expect(only('include a.conf\ntls-port 1', 'conf.tlsFiles').severity).toBe('warning');
    expect(only('include a.conf\nrename-command X y', 'conf.renameCommand').severity).toBe('warning');
    expect(check('include a.conf\nuser a +ft.search').findings).toEqual([]);
    expect(only('loadmodule a.so\nsearch-threads 1', 'conf.unknown', 'redis 8.0').severity).toBe('info');
    expect(check('loadmodule a.so\nuser a +ft.search', 'redis 8.0').findings).toEqual([]);
    expect(check('include a.conf\nmaxmemory-policy allkeys-lru\nport 0\nsave ""').findings).toEqual([]);
  });

  it('tell which of several lines counts', () => {
    expect(only('port 1\n\nport 2', 'conf.duplicate')).toMatchObject({
      line: 1,
      severity: 'warning',
      message: 'Line 3 sets port again, and that one counts',
    });
    expect(only('port 1\nport 1', 'conf.duplicate').message).toContain('to the same');
  });

  it('tell what stops the server from what is only odd', () => {
    expect(only('cluster-enabled yes\nreplicaof a 1', 'conf.contradiction').severity).toBe('error');
    expect(only('aclfile a\nuser b', 'conf.contradiction').severity).toBe('error');
    expect(only('maxmemory 1gb', 'conf.contradiction').severity).toBe('info');
    expect(only('requirepass x', 'conf.password').severity).toBe('warning');
    expect(only(`requirepass ${'x'.repeat(16)}`, 'conf.password').severity).toBe('info');
  });

  it('never repeat a password', () => {
    const secret = 'Zq7secret';
    const lines = [
      `requirepass ${secret} ${secret}`,
      `requirepass "${secret}`,
      `requirepasss ${secret}`,
      `requirepass=${secret}`,
      `masterauth ${secret} x`,
      `user a on >${secret} >${secret}`,
      `user a on ${secret}`,
      `user b <${secret}`,
      `user c #${secret}`,
      `sentinel auth-pass mymaster ${secret}`,
      `rename-command GET ${secret}`,
      `rename-command SET ${secret}`,
      `tls-key-file-pass ${secret} ${secret}`,
      `hash-seed ${secret.repeat(40)}`,
    ];
    for (const server of ['redis 4.0.14', 'redis 8.6.3', 'valkey 9.1.2']) {
      for (const text of [...lines, lines.join('\n')]) {
        expect(JSON.stringify(check(text, server))).not.toContain(secret);
      }
    }
  });

  it('take any text for any server, and say the same twice', () => {
    const word = fc.oneof(
      fc.constantFrom(...DIRECTIVES.map(({ name }) => name)),
      fc.string(),
      fc.constantFrom('""', '1gb', 'yes', '%', '-1', '>x', '+get', '(', '"', '\\', '\ufeff', '1'.repeat(200)),
    );
    const text = fc
      .array(
        fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
        { maxLength: 8 },
      )
      .map((all) => all.join('\n'));
    const server = fc.constantFrom(
      ...(['redis', 'valkey'] as const).flatMap((product) =>
        MEASURED[product].map((version) => `${product} ${version}`),
      ),
    );
    fc.assert(
      fc.property(text, server, (conf, name) => {
        const report = check(conf, name);
        expect(check(conf, name)).toEqual(report);
        const lines = conf.split('\n');
        for (const { line, column, endLine, endColumn } of report.findings) {
          expect(line).toBe(endLine);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(endColumn).toBeGreaterThanOrEqual(column);
          expect(endColumn).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the server that a text is for', () => {
  const of = (text: string, asked = {}, file = 'redis.conf'): ConfReport['profile'] =>
    checkConfText(text, file, { target: null, ...asked }).profile;

  it('is the one that is told, before that of the file, before a guess', () => {
    const text = '# engine: valkey 8.1\nport 1';
    expect(check(text, 'redis 6.0').profile).toMatchObject({
      product: 'redis',
      version: '6.0',
      from: 'option',
    });
    expect(of(text)).toMatchObject({ product: 'valkey', version: '8.1', from: 'file' });
    expect(of(text, { product: 'redis' })).toMatchObject({ product: 'redis', from: 'guess' });
    expect(of('# engine: keydb 6\nport 1')).toMatchObject({ from: 'guess' });
  });

  it('is guessed from the directives, and else from the name of the file', () => {
    expect(of('primaryauth x')).toMatchObject({ product: 'valkey', version: '9.1.2' });
    expect(of('gopher-enabled no')).toMatchObject({ product: 'redis', version: '6.2.14' });
    expect(of('port 1')).toMatchObject({ product: 'redis', version: '8.6.3' });
    expect(of('port 1', {}, '/etc/valkey/valkey.conf')).toMatchObject({
      product: 'valkey',
      version: '9.1.2',
    });
    expect(of('port 1', {}, '/etc/valkey/redis.conf')).toMatchObject({ product: 'redis' });
  });
});
