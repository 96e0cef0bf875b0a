import { ensureModel } from './ensureModel';
import { ensureMoto } from './ensureMoto';

/**
 * Fetches what the tests of AWS need ahead of their use: `npx tsx test/lab/aws/setup.ts`. Progress goes to standard
 * error; the exit code is 1 if something is missing.
 */
async function setup(): Promise<number> {
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const results = await Promise.allSettled([ensureMoto(report), ensureModel('frozen', report)]);
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures as { reason: unknown }[]) {
    report(reason instanceof Error ? reason.message : String(reason));
  }
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = await setup();
