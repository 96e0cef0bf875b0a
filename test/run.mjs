// The test command. Needs nothing but Node 20 or newer: it installs what it needs, runs every check, and ends with
// `N passed, N failed`. `npm test -- unit lint` runs only the steps named; `npm test -- --list` names them.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './lab/installDependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'out', 'results');
const SERVERS = [
  ...['redis-6.0', 'redis-7.0.15', 'redis-8.0', 'redis-8.0.6', 'redis-8.6'],
  ...['valkey-8.0', 'valkey-8.1', 'valkey-9.1'],
];

const bin = (name) => join(root, 'node_modules', '.bin', name);
const tsx = (...args) => [process.execPath, '--import', 'tsx', ...args];
const vitest = (name, ...more) => [
  bin('vitest'),
  'run',
  ...[name, ...more].flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, `${name}.json`)}`,
];

/**
 * Every step: what it runs; `counts` for those that leave a count of their own, one test each otherwise; `early` for one that
 * takes one core for long and begins with the first, while its turn comes later.
 */
const STEPS = [
  { name: 'build', command: [process.execPath, 'esbuild.mjs'] },
  { name: 'types', command: [bin('tsc'), '-b'] },
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'rooms', command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'webview'] },
  { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'], early: true },
  { name: 'unit', command: vitest('unit', 'said'), counts: 'vitest' },
  { name: 'house', command: vitest('house'), counts: 'vitest' },
  { name: 'package', command: vitest('package'), counts: 'vitest' },
  { name: 'integration', command: vitest('integration'), counts: 'vitest', needs: ['servers', 'aws'] },
  {
    name: 'host',
    command: tsx('test/host/run.ts', '--json', join(results, 'host.json')),
    counts: 'lab',
    needs: ['code'],
  },
  {
    name: 'e2e',
    command: tsx('test/e2e/run.ts', '--json', join(results, 'e2e.json')),
    counts: 'lab',
    needs: ['code'],
  },
];

/** What steps need from outside npm; fetched while the first steps run. */
const SETUPS = {
  servers: tsx('test/lab/servers/setup.ts', ...SERVERS),
  aws: tsx('test/lab/aws/setup.ts'),
  code: tsx('test/lab/code/setup.ts'),
};

function run([file, ...args], { quiet = false } = {}) {
  return new Promise((resolve) => {
    const output = [];
    const child = spawn(file, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString('utf8') }));
  });
}

/** How many tests of a step passed and failed. A step that left no count failed before it could count. */
function count(step, ok) {
  if (step.counts === undefined) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const document = JSON.parse(readFileSync(join(results, `${step.name}.json`), 'utf8'));
    const passed = step.counts === 'vitest' ? document.numPassedTests : document.passed;
    const failed = step.counts === 'vitest' ? document.numFailedTests : document.failed;
    if (step.counts === 'vitest' && document.numPendingTests > 0) {
      console.log(`${step.name}: ${document.numPendingTests} tests were skipped, which counts as failed`);
    }
    const skipped = step.counts === 'vitest' ? document.numPendingTests : 0;
    const empty = passed + failed === 0;
    // Whatever the counts say, a step that did not end well has failed.
    return { passed, failed: Math.max(failed + skipped, ok && !empty ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const wanted = process.argv.slice(2);
if (wanted.includes('--list')) {
  console.log(STEPS.map(({ name }) => name).join('\n'));
  process.exit(0);
}
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Run npm test -- --list for their names.`);
  process.exit(2);
}
const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

await installDependencies(root);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const setups = new Map(
  [...new Set(steps.flatMap(({ needs = [] }) => needs))].map((name) => [
    name,
    run(SETUPS[name], { quiet: true }),
  ]),
);

const begun = new Map(
  steps.filter(({ early }) => early).map(({ name, command }) => [name, run(command, { quiet: true })]),
);

let passed = 0;
let failed = 0;
const failures = [];
for (const step of steps) {
  console.log(`\n=== ${step.name}`);
  const started = Date.now();
  const missing = (await Promise.all((step.needs ?? []).map((name) => setups.get(name)))).filter(
    ({ ok }) => !ok,
  );
  for (const { output } of missing) console.log(`Could not set up what this step needs:\n${output}`);
  const { ok, output } =
    missing.length === 0 ? await (begun.get(step.name) ?? run(step.command)) : { ok: false };
  if (output) console.log(output);
  const counts = count(step, ok);
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed > 0) failures.push(step.name);
  console.log(
    `--- ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
