import { execFile } from 'node:child_process';

/** A program with the arguments that always come first (a dynamic loader needs some). */
export interface LabCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Runs a program to its end and returns its standard output as text.
 * @throws Error with the program's name and the end of its standard error, if it fails or is not there.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(file, args, { ...options, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
        return;
      }
      const said = stderr.trim().split('\n').slice(-5).join('\n');
      reject(new Error(`${file} ${args.slice(-3).join(' ')} failed: ${said === '' ? error.message : said}`));
    });
  });
}
