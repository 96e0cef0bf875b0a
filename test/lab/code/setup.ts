import { ensureChromium } from './ensureChromium';
import { ensureCodeServer } from './ensureCodeServer';
import { ensureNode24 } from './ensureNode24';

/**
 * Fetches Node 24, VS Code's server and Chromium ahead of their use: `npx tsx test/lab/code/setup.ts`. Progress
 * goes to standard error; the exit code is 1 if one of them is missing.
 */
async function setup(): Promise<number> {
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const steps = [
    ['node 24', ensureNode24],
    ['chromium', ensureChromium],
    ['vs code', ensureCodeServer],
  ] as const;
  let failures = 0;
  // One after the other: apt, npm and the compiler would only take turns on the same processor.
  for (const [name, ensure] of steps) {
    try {
      report(`${name}: ${await ensure(report)}`);
    } catch (error) {
      failures += 1;
      report(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures === 0 ? 0 : 1;
}

process.exitCode = await setup();
