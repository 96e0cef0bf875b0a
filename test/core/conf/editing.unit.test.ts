import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directiveNamed } from '../../../src/core/conf/catalogue';
import { completionsAt } from '../../../src/core/conf/completions';
import { parseConf } from '../../../src/core/conf/confDocument';
import { directiveText } from '../../../src/core/conf/directiveText';
import { elasticacheText } from '../../../src/core/conf/elasticacheText';
import { formatConf } from '../../../src/core/conf/formatConf';
import { isSentinelConf } from '../../../src/core/conf/isSentinelConf';
import { looksLikeConf } from '../../../src/core/conf/looksLikeConf';
import { MEANINGS } from '../../../src/core/conf/meanings';
import { outlineOf } from '../../../src/core/conf/outline';
import { splitLine } from '../../../src/core/conf/splitLine';

const VALKEY = { product: 'valkey', version: '8.1' } as const;
const REDIS_6 = { product: 'redis', version: '6.0' } as const;

describe('completion', () => {
  const texts = (line: string, target: typeof VALKEY | typeof REDIS_6 = VALKEY): string[] =>
    completionsAt(line, line.length, target).items.map(({ text }) => text);

  it('offers the names that the version has, by their preferred form', () => {
    expect(texts('')).toContain('replicaof');
    expect(texts('maxm')).toContain('maxmemory');
    expect(texts('')).not.toContain('slaveof');
    expect(texts('')).toContain('import-mode');
    expect(texts('', REDIS_6)).not.toContain('import-mode');
    expect(completionsAt('  maxm', 6, VALKEY).start).toBe(2);
  });

  it('offers the values that the directive takes, and units behind digits', () => {
    expect(texts('appendonly ')).toEqual(['yes', 'no']);
    expect(texts('maxmemory-policy all')).toContain('allkeys-lru');
    expect(texts('maxmemory 12')).toEqual(['12kb', '12mb', '12gb']);
    expect(texts('maxmemory ')).toEqual([]);
    expect(texts('port ')).toEqual([]);
  });

  it('offers nothing in comments, in open quotes, and for names that are not known', () => {
    expect(texts('# max')).toEqual([]);
    expect(texts('requirepass "a')).toEqual([]);
    expect(texts('nothing-of-the-kind ')).toEqual([]);
  });
});

describe('hover', () => {
  const about = (name: string, target: typeof VALKEY | typeof REDIS_6 = VALKEY): string => {
    const directive = directiveNamed(name);
    return directive === null ? '' : directiveText(directive, target);
  };

  it('tells values, default, since when, and that a restart is needed', () => {
    expect(about('maxmemory-policy')).toMatch(/`allkeys-lru`[^]*Default: `noeviction`[^]*Valkey since/);
    expect(about('databases')).toContain('takes a restart');
    expect(about('slaveof')).toContain('`replicaof`, which is preferred now');
    expect(about('maxmemory')).toContain('a unit such as `100mb`.');
    expect(about('port')).toContain('from 0 to 65535.');
    expect(about('import-mode', REDIS_6)).toContain('Redis 6.0 does not have it');
  });

  it('tells what becomes of it in ElastiCache, and how certain that is', () => {
    const there = (name: string, target: typeof VALKEY | typeof REDIS_6 = VALKEY): string => {
      const directive = directiveNamed(name);
      return directive === null ? '' : elasticacheText(directive, target);
    };
    expect(there('timeout')).toBe(
      '**ElastiCache:** set by the parameter `timeout` of a group of the family valkey8, which takes 0,20-, by default `0` (documented by AWS).\n\nIn serverless caches: 0.',
    );
    expect(there('hash-max-listpack-entries', REDIS_6)).toContain('`hash-max-ziplist-entries`');
    expect(there('activerehashing')).toContain('family valkey8 do not have `activerehashing`');
    expect(there('appendonly')).toContain('chosen when the cache is created, by `Durability');
    expect(there('appendfilename')).toContain('not available (partly inferred');
    expect(there('always-show-logo')).toContain('up to the service (inferred');
    expect(there('client-output-buffer-limit')).toContain('parameters `client-output-buffer-limit-…`');
  });

  it('tells no default of a secret', () => {
    expect(about('requirepass')).not.toContain('Default');
  });
});

describe('formatting', () => {
  it('puts one blank between words, and leaves quotes, comments and what cannot be read', () => {
    const text = '  port   6379  \n#  a   b\t\nrequirepass "a  b"   \nuser "open\n\n';
    expect(formatConf(parseConf(text))).toEqual([
      { line: 0, text: 'port 6379' },
      { line: 1, text: '#  a   b' },
      { line: 2, text: 'requirepass "a  b"' },
    ]);
  });

  it('never changes what the server reads, and has nothing to do a second time', () => {
    const word = fc.constantFrom('port', '6379', '"a  b"', "'x y'", '"\\x41"', 'a#b', '');
    const blank = fc.constantFrom(' ', '  ', '\t');
    const line = fc.array(fc.tuple(word, blank), { maxLength: 6 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(fc.oneof(line, fc.string()), (text) => {
        if (text.includes('\n')) return;
        const [tidy] = formatConf(parseConf(text));
        if (tidy === undefined) return;
        const words = (one: string): string[] => splitLine(one).words.map(({ value }) => value);
        expect(words(tidy.text)).toEqual(words(text));
        expect(formatConf(parseConf(tidy.text))).toEqual([]);
      }),
    );
  });
});

describe('the outline', () => {
  it('divides a file by its headings', () => {
    const text =
      'include x\n########## NETWORK ##########\nbind *\nport 1\n##### GENERAL #####\n# no heading ###\n';
    expect(outlineOf(parseConf(text))).toEqual([
      { title: '', start: 0, end: 0, settings: [{ name: 'include', line: 0 }] },
      {
        title: 'NETWORK',
        start: 1,
        end: 3,
        settings: [
          { name: 'bind', line: 2 },
          { name: 'port', line: 3 },
        ],
      },
      { title: 'GENERAL', start: 4, end: 6, settings: [] },
    ]);
  });
});

describe('the content of a file', () => {
  it('tells a redis.conf from others', () => {
    const redis = 'port 6379\nbind 127.0.0.1\nsave 900 1\nmaxmemory 1gb\nappendonly no\n';
    expect(looksLikeConf(parseConf(redis))).toBe(true);
    expect(looksLikeConf(parseConf('port 6379\nbind 127.0.0.1\n'))).toBe(false);
    const nginx = 'user nginx;\nworker_processes 4;\ninclude /etc/nginx/*.conf;\nport 1\ntimeout 3\nbind x\n';
    expect(looksLikeConf(parseConf(nginx))).toBe(false);
    expect(looksLikeConf(parseConf(''))).toBe(false);
  });
});

it('knows the configuration of a Sentinel from that of a server', () => {
  const sentinel = 'port 26379\nprotected-mode no\nSentinel monitor orders 10.0.0.1 6379 2\n';
  expect(isSentinelConf(parseConf(sentinel))).toBe(true);
  expect(isSentinelConf(parseConf('# sentinel monitor orders 10.0.0.1 6379 2\nport 6379\n'))).toBe(false);
  expect(isSentinelConf(parseConf('maxmemory 1gb\nsentinel monitor orders 10.0.0.1 6379 2\n'))).toBe(false);
  expect(isSentinelConf(parseConf('sentinel\n'))).toBe(false);
});

it('tells what directives are for, by names that there are', () => {
  for (const [name, meaning] of Object.entries(MEANINGS)) {
    expect(directiveNamed(name)?.name, name).toBe(name);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  }
  const maxmemory = directiveNamed('maxmemory');
  if (maxmemory === null) throw new Error('no maxmemory');
  expect(directiveText(maxmemory, VALKEY)).toContain('How much memory data may take');
  expect(directiveText(maxmemory, VALKEY)).toContain('(https://valkey.io/topics/valkey.conf/)');
});
