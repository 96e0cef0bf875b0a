import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a runner leaves for the test command. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

/** Writes the summary to the file after `--json`, if the arguments hold one. */
export async function writeSummary(args: readonly string[], summary: Summary): Promise<void> {
  const place = args.indexOf('--json');
  const file = place < 0 ? undefined : args[place + 1];
  if (file === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(summary, null, 2));
}
