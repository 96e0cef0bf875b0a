import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Each check of the house is tried on a copy of the project with violations planted: a check that has never been seen to
// fail proves nothing.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const COPIED = [
  'src',
  'webview',
  'media',
  'test/house',
  'test/leavesNothing.ts',
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

interface Violation {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly also?: { readonly file: string; readonly text: string };
  readonly says: string;
}

/** Starting a check takes longer than its work: all that it is to find is planted at once, in files of their own. */
async function checkWith(
  command: readonly string[],
  violations: readonly Violation[],
): Promise<{ failed: boolean; output: string }> {
  const planted = violations.flatMap(({ file, text, also }) => [{ file, text }, ...(also ? [also] : [])]);
  for (const { file, text } of planted) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), text, { flag: 'wx' });
  }
  try {
    return await check(command);
  } finally {
    for (const { file } of planted) await rm(join(copy, file));
  }
}

describe('the rule of rooms', () => {
  const rooms = ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'webview'] as const;
  const VIOLATIONS: readonly Violation[] = [
    {
      what: 'vscode in core',
      file: 'src/core/copy/planted1.ts',
      text: "import type { Uri } from 'vscode';\nexport type Planted = Uri;\n",
      says: 'core-owns-nothing',
    },
    {
      what: 'node: in core',
      file: 'src/core/copy/planted2.ts',
      text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
      says: 'core-owns-nothing',
    },
    {
      what: 'ioredis in app',
      file: 'src/app/desk/planted3.ts',
      text: "import { Redis } from 'ioredis';\nexport const planted = Redis;\n",
      says: 'app-arrows',
    },
    {
      what: 'an adapter built in app',
      file: 'src/app/desk/planted4.ts',
      text: "export const planted = () => import('../../redis/connect');\n",
      says: 'only-front-doors-build-adapters',
    },
    {
      what: 'a file that nothing imports',
      file: 'src/core/copy/planted5.ts',
      text: 'export const planted = 1;\n',
      says: 'no-orphans',
    },
    {
      what: 'an island that no front door reaches',
      file: 'src/core/copy/planted6.ts',
      text: "import { other } from './beside6';\nexport const planted = (): number => other;\n",
      also: { file: 'src/core/copy/beside6.ts', text: 'export const other = 1;\n' },
      says: 'no-dead-rooms',
    },
    {
      what: 'a circle',
      file: 'src/core/copy/planted7.ts',
      text: "import { other } from './beside7';\nexport const planted = (): number => other;\n",
      also: {
        file: 'src/core/copy/beside7.ts',
        text: "import { planted } from './planted7';\nexport const other = planted();\n",
      },
      says: 'no-circles',
    },
    {
      what: 'the toolkit outside its fence',
      file: 'webview/planted8.ts',
      text: "import { allComponents } from '@vscode/webview-ui-toolkit';\nexport const planted = allComponents;\n",
      says: 'toolkit-is-fenced',
    },
  ];
  let found: Awaited<ReturnType<typeof check>>;

  beforeAll(async () => {
    found = await checkWith(rooms, VIOLATIONS);
  });

  it('passes as it stands', async () => {
    expect(await check(rooms)).toMatchObject({ failed: false });
  });

  it.each(VIOLATIONS)('fails on $what', ({ file, also, says }) => {
    expect(found.failed).toBe(true);
    // Of a circle it names either.
    const files = also === undefined ? [file] : [file, also.file];
    const lines = found.output.split('\n').map((line) => line.trim().split(' →')[0]);
    expect(
      files.some((one) => lines.includes(`error ${says}: ${one}`)),
      found.output,
    ).toBe(true);
  });
});

describe('lint', () => {
  const VIOLATIONS: readonly Violation[] = [
    {
      what: 'a floating promise',
      file: 'src/core/copy/planted1.ts',
      text: 'export function planted(work: () => Promise<void>): void {\n  work();\n}\n',
      says: 'no-floating-promises',
    },
    {
      what: 'a default export',
      file: 'src/core/copy/planted2.ts',
      text: 'export default 1;\n',
      says: 'No default exports',
    },
  ];
  let found: Awaited<ReturnType<typeof check>>;

  beforeAll(async () => {
    const files = VIOLATIONS.map(({ file }) => file);
    found = await checkWith(['eslint', '--format', 'json', ...files], VIOLATIONS);
  });

  it.each(VIOLATIONS)('fails on $what', ({ file, says }) => {
    expect(found.failed).toBe(true);
    const results = JSON.parse(found.output) as LintResult[];
    const errors = results
      .filter(({ filePath }) => filePath === join(copy, file))
      .flatMap(({ messages }) => messages.filter(({ severity }) => severity === 2));
    expect(errors.map(({ ruleId, message }) => `${String(ruleId)} ${message}`)).toContainEqual(
      expect.stringContaining(says),
    );
  });
});

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly {
    readonly severity: number;
    readonly ruleId: string | null;
    readonly message: string;
  }[];
}

describe('types', () => {
  const VIOLATIONS: readonly Violation[] = [
    {
      what: 'Buffer in core',
      file: 'src/core/copy/planted1.ts',
      text: 'export const planted = Buffer.alloc(1);\n',
      says: "Cannot find name 'Buffer'",
    },
    {
      what: 'an index that is not checked',
      file: 'src/core/copy/planted2.ts',
      text: 'export const planted = (names: string[]): string => names[0];\n',
      says: "'string | undefined' is not assignable",
    },
  ];
  let found: Awaited<ReturnType<typeof check>>;

  beforeAll(async () => {
    found = await checkWith(['tsc', '--noEmit', '-p', 'src/core'], VIOLATIONS);
  });

  it.each(VIOLATIONS)('fails on $what', ({ file, says }) => {
    expect(found.failed).toBe(true);
    const lines = found.output.split('\n').filter((line) => line.startsWith(file));
    expect(lines).toContainEqual(expect.stringContaining(says));
  });
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
