import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { LabCommand } from './runCommand';

const keptOutput = 64 * 1024;

/**
 * The watchdog. It starts the program, writes its pid to descriptor 3, and waits for its end; a reader beside
 * it waits for the end of standard input, which comes when this process ends in whatever way, kill -9
 * included, and then kills the program. Either way the folder goes. The program inherits neither descriptor,
 * or it would keep its own watchdog asleep. The shell itself writes nothing: by then its pipes may be broken,
 * and it would die of that before it has removed the folder.
 */
const watchdog = `
folder=$1; shift
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
pid=$!
echo "$pid" >&3
exec 3>&- >/dev/null 2>&1
( while read -r line; do :; done; kill -9 "$pid" ) <&4 &
reader=$!
exec 4<&-
wait "$pid"
code=$?
kill "$reader"
rm -rf -- "$folder"
exit "$code"
`;

/** A program that ends with this process at the latest. */
export interface WatchedProcess {
  /** The pid of the program itself, not of its watchdog. */
  readonly pid: number;
  /** The end of what it wrote to its standard output and error, 64 KB at most. */
  output(): string;
  /** Resolves when the program has ended and its folder is gone. */
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
  /** Sends a signal to the program; does nothing once it has ended. */
  signal(name: NodeJS.Signals): void;
}

/**
 * Starts a program under a watchdog which kills it when this process ends, and removes `folder` after it.
 * @throws Error if it cannot be started.
 */
export async function watchedProcess(
  command: LabCommand,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<WatchedProcess> {
  const child = spawn('/bin/sh', ['-c', watchdog, 'watchdog', folder, command.file, ...command.args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env,
    // A group of its own: Ctrl-C in a terminal then reaches the server only through the watchdog.
    detached: true,
  });
  let output = '';
  const keep = (chunk: string): void => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  child.stdin.on('error', () => undefined);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      keep(error.message);
      ended = true;
      resolve();
    });
    child.once('exit', () => {
      ended = true;
      // If it was the watchdog that somebody killed, its reader still lives and ends the program now.
      child.stdin.destroy();
    });
    child.once('close', () => {
      resolve();
    });
  });
  const pid = await firstNumber(child.stdio[3] as Readable);
  if (pid === undefined) {
    await end;
    throw new Error(`${command.file} could not be started: ${output}`);
  }
  return {
    pid,
    output: () => output,
    ended: end,
    hasEnded: () => ended,
    signal: (name) => {
      // The watchdog reaps the program and ends at once, so until then the pid cannot be somebody else's.
      if (!ended) process.kill(pid, name);
    },
  };
}

async function firstNumber(stream: Readable): Promise<number | undefined> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return /^\d+\n$/.test(text) ? Number(text) : undefined;
}
