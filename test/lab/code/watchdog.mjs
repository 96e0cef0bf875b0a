// Runs a program in a process group of its own and ends the whole group, children included, when standard input
// reaches its end. That end comes when the parent closes it and also when the parent dies in whatever
// way, kill -9 included. Then the folder goes.
// Arguments: the folder to remove ('' for none), the program, its arguments.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder, file, ...args] = process.argv.slice(2);
const child = spawn(file, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

const endGroup = () => {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
};

child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code) => {
  endGroup();
  if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code ?? 1);
});
process.stdin.once('end', endGroup);
process.stdin.once('error', endGroup);
process.stdin.resume();
// The parent is gone, and with it the reader of our output: the work above still has to be done.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
