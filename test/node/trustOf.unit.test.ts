import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dial, Trust } from '../../src/core/dial';
import { parseCommandLine } from '../../src/node/commandLine';
import { endpointTrust } from '../../src/node/endpointTrust';
import { failureOf } from '../core/failureOf';

let folder: string;
const file = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-trust-'));
  const openssl = (...args: string[]): unknown =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  for (const name of ['one', 'two']) {
    openssl(
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`],
    );
  }
  openssl('pkey', '-in', 'one.key', '-aes256', '-passout', 'pass:secret', '-out', 'locked.key');
  openssl('ec', '-in', 'one.key', '-aes256', '-passout', 'pass:secret', '-out', 'locked-old.key');
  writeFileSync(file('both.crt'), `${text('one.crt')}some words\n${text('two.crt')}`);
  writeFileSync(file('cut.crt'), text('one.crt').replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA'));
  writeFileSync(file('plain.txt'), 'a secret that is no PEM');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function parse(...options: readonly string[]): {
  source: Dial;
  target: Dial | null;
  warnings: readonly string[];
} {
  const ends = ['--source', 'rediss://a', '--target', 'rediss://b'];
  const parsed = parseCommandLine(['copy', ...ends, ...options], {});
  if (!('source' in parsed)) throw new Error('no copy');
  return parsed;
}

/** The authorities of a file, which is named as well. */
function authority(name: string): Trust {
  return { authority: text(name), authorityFile: file(name) };
}

describe('options of TLS', () => {
  it('are for both ends, and for one where they say so', () => {
    const both = ['--cacert', file('both.crt'), '--cert', file('one.crt'), '--key', file('one.key')];
    const identity = {
      certificate: text('one.crt'),
      certificateFile: file('one.crt'),
      key: text('one.key'),
    };
    const { source, target, warnings } = parse(
      ...both,
      '--target-cacert',
      file('two.crt'),
      '--source-sni',
      'x.y',
    );
    expect(source.trust).toEqual({ ...authority('both.crt'), ...identity, serverName: 'x.y' });
    expect(target?.trust).toEqual({ ...authority('two.crt'), ...identity });
    expect(warnings).toEqual([]);
    expect(parse().source.trust).toBeUndefined();
  });

  it('turn verification off for the end they name, each time with a warning', () => {
    const some = parse('--cacert', file('one.crt'), '--source-insecure');
    expect(some.source.trust).toEqual({ unverified: true });
    expect(some.target?.trust).toEqual(authority('one.crt'));
    expect(some.warnings).toEqual([expect.stringMatching(/^The source's certificate is not verified/)]);
    expect(parse('--insecure').warnings).toHaveLength(2);
    const kept = parse('--insecure', '--target-cacert', file('one.crt'));
    expect(kept.target?.trust).toEqual(authority('one.crt'));
    expect(kept.warnings).toHaveLength(1);
  });

  it('count for the end that uses TLS, when the other does not', () => {
    const { source, target } = parse('--cacert', file('one.crt'), '--source', 'redis://a');
    expect(source.trust).toBeUndefined();
    expect(target?.trust).toEqual(authority('one.crt'));
  });

  it.each<[string[], RegExp]>([
    [['--cacert', 'none.crt'], /^the file of --cacert could not be read \(ENOENT\)/],
    [['--cacert', 'plain.txt'], /^the file of --cacert holds no certificate in PEM form/],
    [['--source-cacert', 'one.key'], /^the file of --source-cacert holds no certificate in PEM form/],
    [['--cacert', 'cut.crt'], /^the file of --cacert holds a certificate that cannot be read/],
    [['--cert', 'one.crt'], /^--cert needs --key as well/],
    [['--target-key', 'one.key'], /^--target-key needs --target-cert as well/],
    [
      ['--cert', 'one.crt', '--key', 'two.key'],
      /^the key of --key does not belong to the certificate of --cert/,
    ],
    [['--cert', 'one.crt', '--key', 'one.crt'], /^the file of --key holds no private key/],
    [['--cert', 'one.crt', '--key', 'locked.key'], /^the file of --key holds an encrypted key: decrypt it/],
    [
      ['--cert', 'one.crt', '--key', 'locked-old.key'],
      /^the file of --key holds an encrypted key: decrypt it/,
    ],
    [['--cacert', 'one.crt', '--insecure'], /^--cacert names whom to trust, and --insecure takes anyone/],
    [
      ['--cacert', 'one.crt', '--source', 'redis://a', '--target', 'redis://b'],
      /^--cacert is for TLS, and no end/,
    ],
    [
      ['--source-insecure', '--source', 'redis://a'],
      /^--source-insecure is for TLS, and the source is not a rediss/,
    ],
    [['--target-sni', 'x', '--target', 'redis://a'], /^--target-sni is for TLS/],
  ])('%j are refused', (words, why) => {
    const options = words.map((word) => (/\.\w{3}$/.test(word) ? file(word) : word));
    const failure = failureOf(() => parse(...options));
    expect(failure.why).toMatch(why);
    expect(failure.code).toBe('usage');
    expect(failure.message).not.toMatch(/a secret/);
  });
});

describe('what TLS with a kept endpoint goes by', () => {
  it('is read from the files that it names', () => {
    const paths = {
      authorityFile: file('both.crt'),
      certificateFile: file('one.crt'),
      keyFile: file('one.key'),
    };
    expect(endpointTrust({ ...paths, serverName: 'cache' }, 'orders')).toEqual({
      ...authority('both.crt'),
      certificate: text('one.crt'),
      certificateFile: file('one.crt'),
      key: text('one.key'),
      serverName: 'cache',
    });
    expect(endpointTrust({ unverified: true, authorityFile: file('one.crt') }, 'orders')).toEqual({
      unverified: true,
    });
  });

  it.each([
    [{ authorityFile: 'missing.crt' }, /^the authority file \/.*missing\.crt could not be read \(ENOENT\)/],
    [{ authorityFile: 'plain.txt' }, /^the authority file \/.*plain\.txt holds no certificate in PEM form/],
    [
      { certificateFile: 'one.crt', keyFile: 'two.key' },
      /^the client key .*two\.key does not belong to .*one\.crt/,
    ],
    [
      { certificateFile: 'one.crt', keyFile: 'locked.key' },
      /^the client key .*locked\.key holds an encrypted key/,
    ],
    [{ certificateFile: 'one.crt' }, /^the client certificate .*one\.crt lacks its key/],
    [{ keyFile: 'one.key' }, /^the client key .*one\.key lacks its certificate/],
  ])('%j is refused with the file and the reason', (names, why) => {
    const paths = Object.fromEntries(Object.entries(names).map(([name, path]) => [name, file(path)]));
    const failure = failureOf(() => endpointTrust(paths, 'orders'));
    expect(failure.code).toBe('connect.tls');
    expect(failure.what).toBe('Could not connect to orders');
    expect(failure.why).toMatch(why);
    expect(failure.message).not.toMatch(/a secret/);
  });
});
