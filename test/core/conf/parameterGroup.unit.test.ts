import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { DIRECTIVES, MEASURED } from '../../../src/core/conf/catalogue';
import { parseConf } from '../../../src/core/conf/confDocument';
import { FAMILIES } from '../../../src/core/conf/elasticache';
import { parameterGroupOf } from '../../../src/core/conf/parameterGroup';
import type { ParameterGroup } from '../../../src/core/conf/parameterGroup';
import { groupName, parameterGroupText } from '../../../src/core/conf/parameterGroupText';
import type { GroupFormat } from '../../../src/core/conf/parameterGroupText';
import { speak } from '../../../src/core/model/t';

afterEach(() => {
  speak({});
});

const VALKEY = { product: 'valkey', version: '8.1' } as const;
const FORMATS: readonly GroupFormat[] = ['cli', 'cloudformation', 'terraform'];

function groupOf(text: string, family = 'valkey8', target = VALKEY): ParameterGroup {
  return parameterGroupOf(parseConf(text), target, family);
}

function pairs(text: string, family?: string): string[] {
  return groupOf(text, family).parameters.map(({ name, value }) => `${name}=${value}`);
}

function reasons(text: string, family?: string): string[] {
  return groupOf(text, family).leftOut.map(
    ({ line, name, reason }) => `${String(line)} ${name ?? '-'}: ${reason}`,
  );
}

describe('the parameters of a redis.conf', () => {
  it('have their own units', () => {
    const text =
      'maxmemory-policy ALLKEYS-LRU\nrepl-backlog-size 10mb\ntimeout 300\nactivedefrag Yes\nproto-max-bulk-len 1m\nnotify-keyspace-events "K$x"\n';
    expect(pairs(text)).toEqual([
      'maxmemory-policy=allkeys-lru',
      'repl-backlog-size=10485760',
      'timeout=300',
      'activedefrag=yes',
      'notify-keyspace-events=K$x',
    ]);
    expect(reasons(text)).toEqual([
      '5 proto-max-bulk-len: its parameter does not take that value, but 1048576-536870912',
    ]);
  });

  it('have the names of the family', () => {
    expect(pairs('hash-max-ziplist-entries 100')).toEqual(['hash-max-listpack-entries=100']);
    expect(pairs('hash-max-listpack-entries 100', 'redis6.x')).toEqual(['hash-max-ziplist-entries=100']);
    expect(pairs('commandlog-execution-slower-than -1')).toEqual(['slowlog-log-slower-than=-1']);
    expect(pairs('lazyfree-lazy-expire yes', 'valkey9')).toEqual([]);
    expect(reasons('lazyfree-lazy-expire yes', 'valkey9')[0]).toContain(
      'groups of the family valkey9 do not have the parameter lazyfree-lazy-expire',
    );
  });

  it('are three for each class of clients, but for replicas', () => {
    expect(
      pairs(
        'client-output-buffer-limit normal 1mb 512kb 60\nclient-output-buffer-limit pubsub 32mb 8mb 90 replica 256mb 64mb 60',
      ),
    ).toEqual([
      'client-output-buffer-limit-normal-hard-limit=1048576',
      'client-output-buffer-limit-normal-soft-limit=524288',
      'client-output-buffer-limit-normal-soft-seconds=60',
      'client-output-buffer-limit-pubsub-hard-limit=33554432',
      'client-output-buffer-limit-pubsub-soft-limit=8388608',
      'client-output-buffer-limit-pubsub-soft-seconds=90',
    ]);
    expect(reasons('client-output-buffer-limit replica 256mb 64mb 60')[0]).toMatch(/^1 .*up to ElastiCache/);
    expect(reasons('client-output-buffer-limit normal 1mb 512kb')[0]).toMatch(/not of the form/);
  });

  it('are those of the last line, by whatever name', () => {
    const text = 'timeout 100\nslowlog-max-len 5\ncommandlog-slow-execution-max-len 7\ntimeout 5\n';
    expect(pairs(text)).toEqual(['slowlog-max-len=7']);
    expect(reasons(text)).toEqual([
      '1 timeout: line 4 sets it again, and the last one counts',
      '2 slowlog-max-len: line 3 sets it again, and the last one counts',
      '4 timeout: its parameter does not take that value, but 0,20-',
    ]);
  });
});

describe('what is left out', () => {
  it('says why', () => {
    const text =
      'maxmemory 1gb\nappendonly yes\nappendfilename x\ninclude other.conf\nnonsense 1\nport\nlogfile "open\nhz 10\n';
    const found = reasons(text);
    expect(found).toHaveLength(8);
    expect(found[1]).toMatch(/^2 appendonly: chosen when the cache is created, by Durability/);
    expect(found[2]).toMatch(/^3 appendfilename: ElastiCache has nothing for it \(partly inferred\)/);
    expect(found[3]).toMatch(/^4 include: the file that it names is not read here/);
    expect(found[4]).toBe('5 -: no version knows such a directive');
    expect(found[5]).toBe('6 port: it has the wrong number of values');
    expect(found[6]).toBe('7 -: a quote is never closed');
    expect(found[7]).toMatch(/^8 hz: /);
  });

  it('names defaults that differ, unless the file sets them', () => {
    const policies = (text: string): string[] =>
      groupOf(text)
        .otherDefaults.filter(({ parameter }) => parameter === 'maxmemory-policy')
        .map(({ engine, elasticache }) => `${engine} ${elasticache}`);
    expect(policies('')).toEqual(['noeviction volatile-lru']);
    expect(policies('maxmemory-policy noeviction')).toEqual([]);
  });
});

describe('the text of a group', () => {
  const text = 'maxmemory-policy allkeys-lru\nnotify-keyspace-events "K$"\nbind 10.0.0.1\n';
  const written = (format: GroupFormat): string[] =>
    parameterGroupText(groupOf(text), format, '/etc/redis/redis.conf').split('\n');

  it('is commands of the AWS CLI', () => {
    const lines = written('cli');
    expect(lines[0]).toBe('#!/bin/sh');
    expect(lines).toContain('  --cache-parameter-group-name redis-conf-valkey8 \\');
    expect(lines).toContain('  --cache-parameter-group-family valkey8 \\');
    expect(lines).toContain("    'ParameterName=maxmemory-policy,ParameterValue=allkeys-lru' \\");
    expect(lines).toContain("    'ParameterName=notify-keyspace-events,ParameterValue=K$'");
  });

  it('changes at most 20 parameters with one call', () => {
    const settable = DIRECTIVES.filter(({ kind }) => kind === 'int').map(({ name }) => `${name} 50`);
    const group = groupOf(settable.join('\n'));
    expect(group.parameters.length).toBeGreaterThan(20);
    const calls = parameterGroupText(group, 'cli', 'redis.conf')
      .split('modify-cache-parameter-group')
      .slice(1);
    const counts = calls.map((call) => call.split('ParameterName=').length - 1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(group.parameters.length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
  });

  it('is a template of CloudFormation', () => {
    const lines = written('cloudformation');
    expect(lines[0]).toBe(
      '# Parameter group redis-conf-valkey8: 2 parameters of the family valkey8, from a configuration for Valkey 8.1.',
    );
    expect(lines).toContain('    Type: AWS::ElastiCache::ParameterGroup');
    expect(lines).toContain('      CacheParameterGroupFamily: valkey8');
    expect(lines).toContain("        notify-keyspace-events: 'K$'");
  });

  it('is a resource of Terraform', () => {
    const lines = written('terraform');
    expect(lines).toContain('resource "aws_elasticache_parameter_group" "redis_conf_valkey8" {');
    expect(lines).toContain('    name  = "notify-keyspace-events"');
    expect(lines).toContain('    value = "K$"');
  });

  it('holds what is left out as comments, in each format', () => {
    for (const format of FORMATS) {
      expect(written(format).some((line) => /^#\s+line 3, bind: /.test(line))).toBe(true);
    }
  });

  it('is in English whatever the editor speaks: the AWS CLI reads a file in the encoding of its machine', () => {
    const conf = 'maxmemory-policy allkeys-lru\nsave 900 1\nappendonly yes\nport\nuser a\nbind "\n';
    const written = (): string[] =>
      FORMATS.map((format) => parameterGroupText(groupOf(conf), format, 'redis.conf'));
    const english = written();
    speak(new Proxy({}, { get: () => '한국어' }));
    expect(written()).toEqual(english);
    for (const text of english) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('names the group as AWS wants it', () => {
    expect(groupName('C:\\etc\\valkey.conf', 'redis6.x')).toBe('valkey-conf-redis6-x');
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...FAMILIES), (name, family) => {
        expect(groupName(name, family)).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('any text', () => {
  const server = fc.constantFrom(
    ...(['redis', 'valkey'] as const).flatMap((product) =>
      MEASURED[product].map((version) => ({ product, version })),
    ),
  );
  const name = fc.constantFrom(...DIRECTIVES.map((directive) => directive.name));
  const SECRET = 'hunter2-Zx81';
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '1',
      '1gb',
      'yes',
      SECRET,
      `"a ${SECRET}"`,
      '"\\n"',
      '"\\x00"',
      "'",
      '"${x}"',
      'normal 0 0 0',
    ),
  );
  const line = fc.oneof(
    fc.string(),
    fc.constant(SECRET),
    fc.tuple(name, value).map(([first, second]) => `${first} ${second}`),
  );

  it('gives a group that tells of no line that sets nothing, and no value but those of parameters', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        server,
        fc.constantFrom(...FAMILIES),
        fc.constantFrom(...FORMATS),
        (lines, target, family, format) => {
          const document = parseConf(lines.join('\n'));
          const group = parameterGroupOf(document, target, family);
          const told = new Set([...group.parameters, ...group.leftOut].map((one) => one.line));
          document.lines.forEach(({ words }, index) => {
            if (words.length === 0) expect(told).not.toContain(index + 1);
          });
          for (const one of group.parameters) {
            expect(one.value).toMatch(/^(-?\d+|[a-z-]*|[KEg$lshzxeA]*)$/);
          }
          const written = parameterGroupText(group, format, 'redis.conf');
          expect(written).not.toContain(SECRET);
          for (const letter of ['\0', '\r']) expect(written).not.toContain(letter);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('names every line that sets a directive of its own kind, as a parameter or with the reason', () => {
    for (const { name: directive } of DIRECTIVES) {
      const group = groupOf(`${directive} 1`);
      expect(group.parameters.length + group.leftOut.length, directive).toBeGreaterThan(0);
    }
  });
});
