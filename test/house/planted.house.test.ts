import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

// Each check of the house is tried on a copy of the project with one violation planted: a check that has never been
// seen to fail proves nothing.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const COPIED = [
  'src',
  'webview',
  'media',
  'test/house',
  'test/tsconfig.json',
  'package.json',
  'package.nls.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'vitest.config.mjs',
  'eslint.config.mjs',
  '.dependency-cruiser.cjs',
];

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'ecm-house-'));
  for (const path of COPIED) await cp(join(root, path), join(copy, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

const rooms = ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'webview'] as const;
const types = ['tsc', '--noEmit', '-p', 'src/core'] as const;

it('passes as it stands', async () => {
  expect(await check(rooms)).toMatchObject({ failed: false });
});

it.each([
  {
    what: 'vscode in core',
    file: 'src/core/copy/planted.ts',
    text: "import type { Uri } from 'vscode';\nexport type Planted = Uri;\n",
    command: rooms,
    says: 'core-owns-nothing',
  },
  {
    what: 'node: in core',
    file: 'src/core/copy/planted.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
    command: rooms,
    says: 'core-owns-nothing',
  },
  {
    what: 'ioredis in app',
    file: 'src/app/desk/planted.ts',
    text: "import { Redis } from 'ioredis';\nexport const planted = Redis;\n",
    command: rooms,
    says: 'app-arrows',
  },
  {
    what: 'an adapter built in app',
    file: 'src/app/desk/planted.ts',
    text: "export const planted = () => import('../../redis/connect');\n",
    command: rooms,
    says: 'only-front-doors-build-adapters',
  },
  {
    what: 'a file that nothing imports',
    file: 'src/core/copy/planted.ts',
    text: 'export const planted = 1;\n',
    command: rooms,
    says: 'no-orphans',
  },
  {
    what: 'an island that no front door reaches',
    file: 'src/core/copy/planted.ts',
    text: "import { other } from './planted2';\nexport const planted = (): number => other;\n",
    also: { file: 'src/core/copy/planted2.ts', text: 'export const other = 1;\n' },
    command: rooms,
    says: 'no-dead-rooms',
  },
  {
    what: 'a circle',
    file: 'src/core/copy/planted.ts',
    text: "import { other } from './planted2';\nexport const planted = (): number => other;\n",
    also: {
      file: 'src/core/copy/planted2.ts',
      text: "import { planted } from './planted';\nexport const other = planted();\n",
    },
    command: rooms,
    says: 'no-circles',
  },
  {
    what: 'the toolkit outside its fence',
    file: 'webview/planted.ts',
    text: "import { allComponents } from '@vscode/webview-ui-toolkit';\nexport const planted = allComponents;\n",
    command: rooms,
    says: 'toolkit-is-fenced',
  },
  {
    what: 'a floating promise',
    file: 'src/core/copy/planted.ts',
    text: 'export function planted(work: () => Promise<void>): void {\n  work();\n}\n',
    command: ['eslint', 'src/core/copy/planted.ts'],
    says: 'no-floating-promises',
  },
  {
    what: 'a default export',
    file: 'src/core/copy/planted.ts',
    text: 'export default 1;\n',
    command: ['eslint', 'src/core/copy/planted.ts'],
    says: 'No default exports',
  },
  {
    what: 'Buffer in core',
    file: 'src/core/copy/planted.ts',
    text: 'export const planted = Buffer.alloc(1);\n',
    command: types,
    says: "Cannot find name 'Buffer'",
  },
  {
    what: 'an index that is not checked',
    file: 'src/core/copy/planted.ts',
    text: 'export const planted = (names: string[]): string => names[0];\n',
    command: types,
    says: "'string | undefined' is not assignable",
  },
])('fails on $what', async ({ file, text, also, command, says }) => {
  const planted = [{ file, text }, ...(also === undefined ? [] : [also])];
  for (const one of planted) {
    await mkdir(dirname(join(copy, one.file)), { recursive: true });
    await writeFile(join(copy, one.file), one.text);
  }
  try {
    const { failed, output } = await check(command);
    expect(output).toContain(says);
    expect(failed).toBe(true);
  } finally {
    for (const one of planted) await rm(join(copy, one.file));
  }
});

it('fails on a missing text of package.nls.json', async () => {
  const path = join(copy, 'package.nls.json');
  const whole = await readFile(path, 'utf8');
  const texts = JSON.parse(whole) as Record<string, string>;
  const key = Object.keys(texts).at(-1) ?? '';
  await writeFile(
    path,
    JSON.stringify(Object.fromEntries(Object.entries(texts).filter(([name]) => name !== key))),
  );
  try {
    const { failed, output } = await check(['vitest', 'run', '--project', 'unit', 'test/house/manifest']);
    expect(output).toContain(key);
    expect(failed).toBe(true);
  } finally {
    await writeFile(path, whole);
  }
});

async function check([tool, ...args]: readonly string[]): Promise<{ failed: boolean; output: string }> {
  const command = [join(root, 'node_modules', '.bin', tool ?? ''), ...args];
  try {
    const { stdout, stderr } = await run(command[0] ?? '', command.slice(1), { cwd: copy });
    return { failed: false, output: stdout + stderr };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { failed: true, output: stdout + stderr };
  }
}
