import { randomInt } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';
import { readRunDocument } from './runDocument';
import type { RunDocument } from './runDocument';
import { t } from '../core/model/t';

/** What is kept of a run is far smaller: most of it are names of keys in quarantine. */
const MOST_BYTES = 256_000_000;

/** Where the command line keeps its runs: `$XDG_STATE_HOME` or `~/.local/state`, and there in a folder of our own. */
export function runFolder(env: Readonly<Record<string, string | undefined>>): string {
  const state = env['XDG_STATE_HOME'];
  const base = state === undefined || state === '' ? join(homedir(), '.local', 'state') : state;
  return join(base, 'elasticache-migrator', 'runs');
}

/** The path of a run that is given by its id, or by the path of its file: `copy-20260504-093000-k3f9`, `./kept/run.json`. */
export function runPath(folder: string, run: string): string {
  return /^[\w-]+$/.test(run) ? join(folder, `${run}.json`) : run;
}

/** The path of the lock beside a run's file. */
export function lockPath(path: string): string {
  return `${path}.lock`;
}

/** An id for a run that begins: the time (UTC), and something that tells it from others of that second. */
export function newRunId(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const tail = randomInt(36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return `${date}-${time}-${tail}`;
}

/** What is kept of a run. @throws Failure `run.missing`, `run.damaged` */
export function readRun(path: string): RunDocument {
  let text: string;
  try {
    text = readBounded(path, MOST_BYTES).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : t('unknown error');
    throw new Failure(
      'run.missing',
      {
        what: t('Could not read the run {0}', path),
        why: code === 'ENOENT' ? t('there is no such file') : code,
        next: t('Give the run that a copy named when it began, or the path of its file.'),
      },
      error,
    );
  }
  return readRunDocument(text, path);
}
