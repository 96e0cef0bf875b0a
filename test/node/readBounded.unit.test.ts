import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from '../../src/node/makeFolder';
import { readBounded } from '../../src/node/readBounded';

const folder = mkdtempSync(join(tmpdir(), 'ecm-bounded-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('reads a file whole, and no more than may be', () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'x'.repeat(200_000));
  expect(readBounded(file, 200_000).toString()).toBe('x'.repeat(200_000));
  expect(() => readBounded(file, 199_999)).toThrow(expect.objectContaining({ code: 'EFBIG' }));
});

it('does not read a device on that never ends', () => {
  expect(() => readBounded('/dev/zero', 1_000_000)).toThrow(expect.objectContaining({ code: 'EFBIG' }));
});

it('makes folders, also those above, and one that is there', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await makeFolder(path);
  await makeFolder(path);
  writeFileSync(join(path, 'file'), '');
  await expect(makeFolder(join(path, 'file', 'd'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it.runIf(process.platform === 'linux')('comes to an end where no folder can be made', async () => {
  await expect(makeFolder('/proc/nowhere/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
});
