import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/core/model/failure';
import { parseCommandLine } from '../../src/node/commandLine';
import { failureOf } from '../core/failureOf';

const ENDS = ['--source', 'redis://a', '--target', 'rediss://b:1/2'];

describe('parseCommandLine', () => {
  it('reads a copy with everything, in any order and form', () => {
    const expected = {
      command: 'copy',
      source: {
        label: 'the source',
        address: { host: 'a', port: 6379, tls: false },
        means: {
          tunnel: '--source-address-map',
          authority: '--source-cacert',
          certificate: '--source-cert, --source-key',
          serverName: '--source-sni',
        },
      },
      target: {
        label: 'the target',
        address: { host: 'b', port: 1, tls: true, database: 2 },
        means: {
          tunnel: '--target-address-map',
          authority: '--target-cacert',
          certificate: '--target-cert, --target-key',
          serverName: '--target-sni',
        },
      },
      plan: { onConflict: 'skip', match: 'x*', targetDatabase: 2, evictionData: true },
      verify: null,
      check: {},
      asksAws: false,
      rehearsal: null,
      report: 'r.json',
      output: { format: 'json', all: false, failOn: 'error' },
      json: true,
      warnings: [],
    };
    const options = [
      '--on-conflict',
      'skip',
      '--eviction-data',
      '--match=x*',
      '--report',
      'r.json',
      '--json',
    ];
    expect(parseCommandLine(['copy', ...ENDS, ...options], {})).toEqual(expected);
    expect(parseCommandLine([...options, ...ENDS, 'copy'], {})).toEqual(expected);
  });

  it('opens as many connections to both ends as --lanes says', () => {
    expect(parseCommandLine(['copy', ...ENDS, '--lanes', '4'], {})).toMatchObject({
      source: { lanes: 4 },
      target: { lanes: 4 },
    });
    for (const lanes of ['0', '17', 'many', '1.5']) {
      expect(failureOf(() => parseCommandLine(['copy', ...ENDS, '--lanes', lanes], {})).why).toBe(
        '--lanes is not a whole number from 1 to 16',
      );
    }
  });

  it('has defaults, and no target is needed to check', () => {
    expect(parseCommandLine(['verify', ...ENDS], {})).toMatchObject({
      plan: { onConflict: 'replace' },
      output: { all: false, format: 'text', failOn: 'error' },
      json: false,
    });
    expect(parseCommandLine(['check', '--source', 'redis://a'], {})).toMatchObject({ target: null });
  });

  it('checks an RDB file, with a target or without', () => {
    expect(parseCommandLine(['check', '--rdb', 'dump.rdb'], {})).toMatchObject({
      command: 'checkRdb',
      file: 'dump.rdb',
      target: null,
      output: { format: 'text', failOn: 'error' },
    });
    const planned = parseCommandLine(['check', '--rdb', 'd', '--new-target', 'valkey-8.2', '--markdown'], {});
    expect(planned).toMatchObject({ check: { planned: { version: '8.2' } }, output: { format: 'markdown' } });
    const target = parseCommandLine(['check', '--rdb', 'd', '--target', 'redis://b:7'], {});
    expect(target).toMatchObject({ target: { address: { host: 'b', port: 7 } } });
  });

  it('checks a redis.conf without any end', () => {
    const conf = (...args: string[]): unknown =>
      parseCommandLine(['check', '--conf', 'redis.conf', ...args], {});
    expect(conf()).toEqual({
      command: 'checkConf',
      check: { file: 'redis.conf', target: null },
      output: { all: false, format: 'text', failOn: 'error' },
    });
    expect(conf('--engine', 'valkey', '--engine-version', '8.1', '--fail-on', 'warning', '--json')).toEqual({
      command: 'checkConf',
      check: { file: 'redis.conf', target: { product: 'valkey', version: '8.1' } },
      output: { all: false, format: 'json', failOn: 'warning' },
    });
    expect(conf('--engine', 'redis')).toMatchObject({ check: { target: null, product: 'redis' } });
    expect(conf('--for', 'elasticache')).toMatchObject({ check: { target: null, elasticache: true } });
  });

  it.each([
    [['check', '--conf', 'f', '--rdb', 'g'], '--conf takes no --rdb'],
    [['check', '--rdb', 'f', '--source', 'redis://a'], '--rdb takes no --source: the file is the source'],
    [
      ['check', '--rdb', 'f', '--source-is', 'elasticache'],
      '--rdb takes no --source-is: the file is the source',
    ],
    [['check', '--rdb', ''], '--rdb is empty'],
    [['check', '--rdb', 'f', '--cacert', 'c'], '--cacert is for TLS, and no end is a rediss:// address'],
    [['copy', '--rdb', 'f', '--target', 'redis://a'], 'copy does not take --rdb'],
    [['check', '--conf', 'f', '--source', 'redis://a'], '--conf takes no --source and no --target'],
    [['check', '--conf', 'f', '--engine', 'keydb'], '--engine is not one of redis, valkey'],
    [['check', '--conf', 'f', '--engine-version', '8.1'], '--engine-version needs --engine'],
    [
      ['check', '--conf', 'f', '--engine', 'redis', '--engine-version', '8.x'],
      '--engine-version is not a version such as 8.1 or 7.2.4',
    ],
    [['check', '--conf', 'f', '--for', 'azure'], '--for is not elasticache'],
    [['check', '--source', 'redis://a', '--for', 'elasticache'], '--for goes with --conf'],
    [['check', '--conf', 'f', '--markdown'], '--markdown does not go with --conf'],
    [['check', '--source', 'redis://a', '--engine', 'redis'], '--engine goes with --conf'],
    [['copy', ...ENDS, '--conf', 'f'], 'copy does not take --conf'],
    [['check', '--conf', ''], '--conf is empty'],
  ])('refuses %j', (args, why) => {
    expect(failureOf(() => parseCommandLine(args, {})).why).toBe(why);
  });

  it('takes passwords from the environment, and from the address with a warning', () => {
    const env = { ECM_SOURCE_PASSWORD: 'one', ECM_TARGET_PASSWORD: '' };
    expect(parseCommandLine(['copy', ...ENDS], env)).toMatchObject({
      source: { password: 'one' },
      target: expect.not.objectContaining({ password: expect.anything() as unknown }) as unknown,
      warnings: [],
    });
    const own = ['copy', '--source', 'redis://:two@a', '--target', 'redis://:three@b'];
    const parsed = parseCommandLine(own, env);
    expect(parsed).toMatchObject({ source: { password: 'two' }, target: { password: 'three' } });
    const warnings = 'warnings' in parsed ? parsed.warnings : [];
    expect(warnings.map((text) => /ECM_\w+/.exec(text)?.[0])).toEqual([
      'ECM_SOURCE_PASSWORD',
      'ECM_TARGET_PASSWORD',
    ]);
    expect(JSON.stringify(warnings)).not.toMatch(/two|three/);
  });

  it("takes the Sentinels' own password from the environment", () => {
    const ends = ['--source', 'redis+sentinel://me@a,b:1/orders/2', '--target', 'redis://c'];
    const env = {
      ECM_SOURCE_PASSWORD: 'one',
      ECM_SOURCE_SENTINEL_PASSWORD: 'two',
      ECM_TARGET_SENTINEL_PASSWORD: '',
    };
    const others = [{ host: 'b', port: 1 }];
    expect(parseCommandLine(['copy', ...ends], env)).toMatchObject({
      source: {
        address: { host: 'a', port: 26_379, username: 'me', sentinel: { master: 'orders', others } },
        password: 'one',
        sentinelPassword: 'two',
      },
      target: expect.not.objectContaining({ sentinelPassword: expect.anything() as unknown }) as unknown,
      plan: { sourceDatabase: 2 },
      warnings: [],
    });
  });

  it('reads from a replica of the source, never of the target', () => {
    const parsed = (readFrom: string) => parseCommandLine(['copy', ...ENDS, '--read-from', readFrom], {});
    expect(parsed('replica')).toMatchObject({
      source: { readFrom: 'replica' },
      target: expect.not.objectContaining({ readFrom: expect.anything() as unknown }) as unknown,
    });
    expect(JSON.stringify(parsed('primary'))).not.toContain('readFrom');
    expect(failureOf(() => parsed('both')).why).toBe('--read-from is not one of primary, replica');
  });

  it('knows help before anything else', () => {
    for (const args of [
      ['check', '--help'],
      ['help', 'check'],
      ['-h', 'check'],
    ]) {
      expect(parseCommandLine(args, {})).toEqual({ command: 'help', about: 'check' });
    }
    for (const args of [['-h'], ['help'], ['copy', '--help'], ['--help', '--source', 'nonsense']]) {
      expect(parseCommandLine(args, {})).toEqual({ command: 'help', about: 'all' });
    }
  });

  it('knows the version, which needs nothing else', () => {
    expect(parseCommandLine(['--version'], {})).toEqual({ command: 'version' });
  });

  it('says which address is wrong', () => {
    for (const end of ['source', 'target']) {
      const other = end === 'source' ? 'target' : 'source';
      const args = ['copy', `--${end}`, 'h:6379', `--${other}`, 'redis://a'];
      expect(failureOf(() => parseCommandLine(args, {})).what).toBe(
        `Could not read the address of the ${end}`,
      );
    }
  });

  it('throws a usage failure or reads it, and never repeats a secret', () => {
    const secret = 'Zq7secret';
    const word = fc.oneof(
      fc.constantFrom(
        'copy',
        'verify',
        'check',
        '--json',
        '--source',
        '--target',
        '--match',
        '--report',
        '-x',
        '--',
        '-',
      ),
      fc.constantFrom(
        `redis://:${secret}@host`,
        `--source=redis://u:${secret}@`,
        `--password=${secret}`,
        `-p${secret}`,
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (args) => {
        try {
          const parsed = parseCommandLine(args, {});
          if ('warnings' in parsed) expect(JSON.stringify(parsed.warnings)).not.toContain(secret);
        } catch (error) {
          if (!isFailure(error)) throw error;
          expect(error.code).toBe('usage');
          expect(`${error.message} ${error.stack ?? ''} ${String(error.cause)}`).not.toContain(secret);
        }
      }),
      { numRuns: 2000 },
    );
  });

  const planOf = (...options: readonly string[]): unknown => {
    const parsed = parseCommandLine(
      ['copy', '--source', 'redis://a', '--target', 'redis://b', ...options],
      {},
    );
    return 'plan' in parsed ? parsed.plan : null;
  };

  it('reads what to copy', () => {
    const options = ['--exclude', 'a*', '--exclude=b', '--type', 'string,hash', '--ttl', 'with'];
    expect(planOf(...options, '--sample', '10', '--db', '0,2')).toEqual({
      onConflict: 'replace',
      exclude: ['a*', 'b'],
      types: ['string', 'hash'],
      ttl: 'with',
      sample: 10,
      databases: [
        { source: 0, target: 0 },
        { source: 2, target: 2 },
      ],
    });
    expect(planOf('--auto-pace')).toEqual({ onConflict: 'replace', autoPace: true });
    expect(planOf('--min-bytes', '2k', '--max-bytes=1M', '--min-idle', '60', '--max-idle', '90')).toEqual({
      ...{ onConflict: 'replace', minBytes: 2_000, maxBytes: 1_000_000, minIdle: 60, maxIdle: 90 },
    });
    expect(planOf('--slots', '9,3-4,5')).toEqual({ onConflict: 'replace', slots: '3-5,9' });
    expect(planOf('--map-db', '0:0,1:0/app1:')).toMatchObject({
      databases: [
        { source: 0, target: 0 },
        { source: 1, target: 0, prefix: 'app1:' },
      ],
    });
    expect(planOf('--map-db', '0:1,3:0')).toMatchObject({
      databases: [
        { source: 0, target: 1 },
        { source: 3, target: 0 },
      ],
    });
  });

  it.each<[string[], RegExp]>([
    [['--type', 'string,strings'], /^--type is not one of string, list, set/],
    [['--type', ''], /^--type is empty/],
    [['--exclude', 'a', '--exclude', ''], /^--exclude is empty/],
    [['--ttl', 'some'], /^--ttl is not one of with, without/],
    [['--sample', '0'], /^--sample is not a whole number from 1/],
    [['--sample', '1e3'], /^--sample is not a whole number/],
    [['--max-memory', '149M'], /^--max-memory is less than the 150M that a copy takes at least/],
    [['--max-memory', '0'], /^--max-memory is not a number of bytes from 1/],
    [['--max-memory=lots'], /^--max-memory is not a number of bytes/],
    [['--retry-for', '3601'], /^--retry-for is not a number of seconds from 0 to 3600/],
    [
      ['--retry-for', '-1'],
      /^--retry-for lacks its value; one that begins with a dash is given as --retry-for=…/,
    ],
    [['--retry-for=1m'], /^--retry-for is not a number of seconds/],
    [['--slots', '0-16384'], /^--slots is not like 0-5460,9000/],
    [['--min-bytes', '2k', '--max-bytes', '1k'], /^--min-bytes is more than --max-bytes/],
    [['--max-idle', '1.5'], /^--max-idle is not a whole number/],
    [['--min-idle', '2', '--max-idle', '1'], /^--min-idle is more/],
    [['--db', '0;1'], /^--db is not like/],
    [['--match', 'a*', '--match', 'b*'], /^--match is given twice/],
    [['--type', 'string', '--type=hash'], /^--type is given twice/],
    [['--db', '1,1'], /^--db names database 1 of the source twice/],
    [['--map-db', '0'], /^--map-db is not like/],
    [['--map-db', '0:1,2:1'], /^--map-db names database 1 of the target twice/],
    [['--map-db', '0:0/a,1:0/a'], /^--map-db names database 0 of the target twice/],
    [['--map-db', '0:0/{a}'], /^a prefix of --map-db holds braces/],
    [['--map-db', '0:0/'], /^--map-db is not like/],
    [['--db', '0', '--map-db', '0:1'], /^--map-db names the databases/],
    [['--db', '0', '--source', 'redis://a/1'], /^databases are named both/],
  ])('refuses %j', (options, why) => {
    expect(failureOf(() => planOf(...options)).why).toMatch(why);
  });

  it('reads how to verify', () => {
    const choice = (command: string, ...options: readonly string[]): unknown => {
      const parsed = parseCommandLine([command, ...ENDS, ...options], {});
      return 'verify' in parsed ? parsed.verify : undefined;
    };
    expect(choice('verify')).toEqual({ mode: { kind: 'full' }, repair: false });
    expect(choice('verify', '--repair', '--delete-extra', '480')).toEqual({
      mode: { kind: 'full' },
      repair: true,
      deleteExtra: 480,
    });
    expect(choice('verify', '--verify', 'quick', '--repair')).toEqual({
      mode: { kind: 'quick' },
      repair: true,
    });
    expect(choice('copy', '--verify=sample:10')).toEqual({
      mode: { kind: 'sample', keys: 10 },
      repair: false,
    });
    expect(choice('copy')).toBeNull();
  });

  it.each([
    [['--mtach', 'x'], '--mtach is not known; --match is'],
    [['--quantum', 'x'], '--quantum is not known'],
    [['--match'], '--match lacks its value'],
    [['--match', '--json'], '--match lacks its value; one that begins with a dash is given as --match=…'],
    [['--json=redis://:secret@h'], '--json takes no value'],
    [['-x'], '-x is not known'],
  ])('of a wrong option says what is wrong, and no value: %j', (options, why) => {
    expect(failureOf(() => parseCommandLine(['copy', ...ENDS, ...options], {})).why).toBe(why);
  });

  it.each([
    ['redis', '99', '2.8 to 8.6'],
    ['redis', '8.7', '2.8 to 8.6'],
    ['redis', '2.6', '2.8 to 8.6'],
    ['valkey', '99', '7.2 to 9.1'],
    ['valkey', '7.1.9', '7.2 to 9.1'],
  ])('a redis.conf is not judged for %s %s, which is not known', (engine, version, known) => {
    const asked = (v: string) => () =>
      parseCommandLine(['check', '--conf', 'redis.conf', '--engine', engine, '--engine-version', v], {});
    expect(failureOf(asked(version)).why).toBe(
      `--engine-version is not known: of ${engine} this program knows ${known}`,
    );
    const [first = '', last = ''] = known.split(' to ');
    for (const one of [first, last, `${last}.99`, last.split('.')[0] ?? '']) expect(asked(one)).not.toThrow();
  });

  it('a check tells in one form, and fails from a severity on', () => {
    const checkOf = (...options: string[]): unknown =>
      parseCommandLine(['check', '--source', 'redis://a', ...options], {});
    expect(checkOf('--markdown')).toMatchObject({ output: { format: 'markdown' } });
    expect(checkOf('--sarif', '--fail-on', 'warning')).toMatchObject({
      output: { format: 'sarif', failOn: 'warning' },
    });
    expect(checkOf('--all')).toMatchObject({ output: { format: 'text', all: true } });
    expect(failureOf(() => checkOf('--all', '--json')).why).toMatch(/^--all is of the text/);
    expect(failureOf(() => checkOf('--json', '--sarif')).why).toContain('exclude each other');
    expect(failureOf(() => checkOf('--fail-on', 'blocker')).why).toContain('error, warning, info');
    expect(failureOf(() => parseCommandLine(['copy', ...ENDS, '--sarif'], {})).why).toContain('--sarif');
  });

  it('a check takes a cache that is yet to be created, or what an end is, where its address does not tell', () => {
    const choiceOf = (...options: string[]): unknown => {
      const parsed = parseCommandLine(['check', '--source', 'redis://a', ...options], {});
      return 'check' in parsed ? parsed.check : undefined;
    };
    expect(choiceOf()).toEqual({});
    expect(choiceOf('--new-target', 'valkey-8.2,tls')).toMatchObject({
      planned: { kind: 'elasticache', product: 'valkey', version: '8.2', inTransitEncryption: true },
    });
    expect(choiceOf('--target', 'redis://b', '--target-is', 'serverless', '--source-is=elasticache')).toEqual(
      { sourceIs: { kind: 'elasticache' }, targetIs: { kind: 'serverless' } },
    );
    const rehearsed = (text: string): unknown => {
      const parsed = parseCommandLine(['check', '--source', 'redis://a', '--rehearse', text], {});
      return 'rehearsal' in parsed ? parsed.rehearsal : undefined;
    };
    expect(rehearsed('10')).toEqual({ seconds: 10, keys: Infinity });
    const asking = parseCommandLine(['check', '--source', 'redis://a', '--ask-aws'], {});
    expect('asksAws' in asking && asking.asksAws).toBe(true);
    expect(rehearsed('keys:5000')).toEqual({ seconds: 60, keys: 5000 });
    const why = (...options: string[]): string => failureOf(() => choiceOf(...options)).why;
    for (const wrong of ['0', '301', '5s', 'keys:', 'keys:0', '1e2'])
      expect(why('--rehearse', wrong)).toMatch(/^--rehearse/);
    expect(why('--new-target', 'valkey-8.2', '--target', 'redis://b')).toMatch(/^--new-target stands in for/);
    expect(why('--new-target', 'valkey-99')).toMatch(/of valkey it has 7\.2, 8\.0, 8\.1, 8\.2/);
    expect(why('--new-target', 'valkey-8.2', '--target-is', 'serverless')).toMatch(/goes with --target/);
    expect(why('--source-is', 'ec2')).toMatch(/not begin with one of self-managed, elasticache, serverless/);
  });

  it.each<[string, string[], RegExp]>([
    ['verify', ['--verify', 'fully'], /^--verify is not one of quick, full, sample:N/],
    ['verify', ['--verify', 'sample:0'], /^--verify sample:N is not a whole number from 1/],
    ['verify', ['--verify', 'sample:'], /^--verify sample:N is not a whole number from 1/],
    ['verify', ['--sample', '5'], /^verify does not take --sample/],
    ['copy', ['--repair'], /^--repair goes with --verify/],
    ['verify', ['--delete-extra', '5'], /^--delete-extra goes with --repair/],
    ['verify', ['--repair', '--delete-extra', '0'], /^--delete-extra is not a whole number from 1/],
    [
      'verify',
      ['--repair', '--verify', 'sample:5', '--delete-extra', '5'],
      /^--delete-extra does not go with a sample/,
    ],
    ['verify', ['--repair', '--read-from', 'replica', '--delete-extra', '5'], /does not go with --read-from/],
    ['copy', ['--verify', 'full', '--repair', '--delete-extra', '5'], /^copy does not take --delete-extra/],
    ['copy', ['--verify', 'full', '--dry-run'], /^--dry-run writes nothing/],
    ['copy', ['--verify', 'full', '--sample', '5'], /^--verify does not know which keys --sample took/],
    ['copy', ['--verify', 'full', '--max-idle', '60'], /^--verify cannot tell again which keys --max-idle/],
    ['check', ['--repair'], /^check does not take --repair/],
  ])('refuses %s %j', (command, options, why) => {
    expect(failureOf(() => parseCommandLine([command, ...ENDS, ...options], {})).why).toMatch(why);
  });

  it('refuses an empty pattern: it would copy nothing, and call that done', () => {
    expect(failureOf(() => parseCommandLine(['copy', ...ENDS, '--match='], {})).why).toBe('--match is empty');
  });
});
