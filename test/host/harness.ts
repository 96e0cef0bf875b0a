import type { HostEnd, HostResult } from '../lab/code/hostResult';

/** A test, or what runs around each test. */
export type HostBody = () => void | Promise<void>;

interface HostTest {
  readonly name: string;
  readonly body: HostBody;
  readonly timeoutMs: number;
  readonly before: readonly HostBody[];
  readonly after: readonly HostBody[];
}

interface Group {
  readonly name: string;
  readonly before: HostBody[];
  readonly after: HostBody[];
}

/** Far above what any takes: a test that hangs fails, one on a busy machine does not. */
const defaultTimeoutMs = 60_000;
const tests: HostTest[] = [];
const groups: Group[] = [];
let notes: string[] = [];

/** Groups tests below a name; groups can be inside groups. */
export function describe(name: string, body: () => void): void {
  groups.push({ name, before: [], after: [] });
  try {
    body();
  } finally {
    groups.pop();
  }
}

/** Registers a test, which fails by throwing or after `timeoutMs`. Tests run one after the other, in order. */
export function it(name: string, body: HostBody, timeoutMs: number = defaultTimeoutMs): void {
  tests.push({
    name: [...groups.map((group) => group.name), name].join(' > '),
    body,
    timeoutMs,
    before: groups.flatMap((group) => group.before),
    after: groups.flatMap((group) => group.after).reverse(),
  });
}

/** Runs before each test of the group which is registered after this. */
export function beforeEach(body: HostBody): void {
  currentGroup().before.push(body);
}

/** Runs after each test of the group which is registered after this, also if the test failed. */
export function afterEach(body: HostBody): void {
  currentGroup().after.push(body);
}

/** Tells what the test under way measured; the runner prints it. */
export function note(text: string): void {
  notes.push(text);
}

/**
 * Runs every registered test inside the extension host.
 * @param tell hands each result to the runner, and the end
 * @param only a part of the names of those to run
 * @throws Error if a test failed, which is how `@vscode/test-electron` hears of it.
 */
export async function runRegistered(
  tell: (line: HostResult | HostEnd) => void | Promise<void>,
  only = '',
): Promise<void> {
  let failed = 0;
  for (const test of tests.filter(({ name }) => name.includes(only))) {
    const result = await runOne(test);
    if (!result.ok) failed += 1;
    await tell(result);
    console.log(
      `${result.ok ? 'ok' : 'FAILED'} ${result.name}${result.ok ? '' : `\n${result.message ?? ''}`}`,
    );
  }
  await tell({ end: true });
  if (failed > 0) throw new Error(`${String(failed)} of ${String(tests.length)} tests failed`);
}

async function runOne(test: HostTest): Promise<HostResult> {
  const started = Date.now();
  notes = [];
  const failures: string[] = [];
  const attempt = async (body: HostBody): Promise<boolean> => {
    try {
      await inTime(body, test.timeoutMs);
      return true;
    } catch (error) {
      failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return false;
    }
  };
  let ready = true;
  for (const body of test.before) ready = ready && (await attempt(body));
  if (ready) await attempt(test.body);
  for (const body of test.after) await attempt(body);
  const result = {
    name: test.name,
    ok: failures.length === 0,
    ms: Date.now() - started,
    ...(notes.length === 0 ? {} : { note: notes.join('\n') }),
  };
  return failures.length === 0 ? result : { ...result, message: failures.join('\n') };
}

async function inTime(body: HostBody, timeoutMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done after ${String(timeoutMs / 1000)} seconds`));
    }, timeoutMs);
  });
  try {
    await Promise.race([Promise.resolve().then(body), late]);
  } finally {
    clearTimeout(timer);
  }
}

function currentGroup(): Group {
  const group = groups.at(-1);
  if (group === undefined) throw new Error('beforeEach and afterEach belong inside describe');
  return group;
}
