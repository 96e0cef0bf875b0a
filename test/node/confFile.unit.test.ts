import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isFailure } from '../../src/core/model/failure';
import { readConfFile } from '../../src/node/confFile';

const folder = mkdtempSync(join(tmpdir(), 'ecm-conf-file-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function held(bytes: Uint8Array): string {
  const path = join(folder, 'some.conf');
  writeFileSync(path, bytes);
  return path;
}

function whyNot(path: string): string {
  try {
    readConfFile(path);
  } catch (error) {
    if (isFailure(error) && error.code === 'file.unreadable') return error.why;
    throw error;
  }
  throw new Error('it was read');
}

it('says in words why a file cannot be a redis.conf', () => {
  expect(whyNot(join(folder, 'nowhere.conf'))).toBe('there is no such file');
  expect(whyNot(folder)).toBe('it is a folder');
  const elf = Buffer.from('7f454c4602010100000000000000000003003e00', 'hex');
  expect(whyNot(held(elf))).toBe('it is not a text file');
  const utf16 = Buffer.from('port 1\n', 'utf16le');
  expect(whyNot(held(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])))).toMatch(/^it is UTF-16/);
  expect(whyNot(held(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16.swap16()])))).toMatch(/^it is UTF-16/);
  expect(whyNot(held(Buffer.from('sentinel monitor a 127.0.0.1 6379 2\n')))).toMatch(/of a Sentinel/);
});

it('reads any other, also with a byte order mark or a stray zero byte, of which the rules speak', () => {
  for (const text of ['port 1\n', '\ufeffport 1\n', 'port 1\0\n', '']) {
    expect(readConfFile(held(Buffer.from(text)))).toBe(text);
  }
});
