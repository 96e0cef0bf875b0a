import type { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';
import { usage } from './usage';

/** The largest file that is read; one of options is far smaller. */
const MOST_BYTES = 1_000_000;

/**
 * The options of a JSON file, as words of a command line: `{ "rate-keys": 100, "exclude": ["a*", "b*"], "dry-run": true }`
 * holds what `--rate-keys=100 --exclude=a* --exclude=b* --dry-run` says. A list of any other option stands for its words
 * with commas between them. Which options there are, is for others to tell.
 * @throws Failure `usage` when it cannot be read, or is no object of texts, numbers, true or false, and lists of them;
 * it never repeats a value.
 */
export function readConfigFile(path: string): string[] {
  let text: string;
  try {
    text = readBounded(path, MOST_BYTES).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'EFBIG') throw tooLarge();
    throw usage(`the file of --config could not be read (${code})`);
  }
  return wordsOfConfig(text);
}

/** What to say of a password in the file, which is read by more people and programs than one thinks. */
export function passwordInConfig(): Failure {
  return usage(
    'the file of --config holds a password; give it by the environment instead: ECM_SOURCE_PASSWORD, ECM_TARGET_PASSWORD',
  );
}

/** The options of a file's text; see readConfigFile. @throws Failure `usage` */
export function wordsOfConfig(text: string): string[] {
  if (text.length > MOST_BYTES) throw tooLarge();
  let document: unknown;
  try {
    // Editors of some systems put a byte order mark in front.
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's message repeats a part of the text.
    throw usage('the file of --config is not JSON');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw usage('the file of --config is not a JSON object of options');
  }
  return Object.entries(document).flatMap(([option, value]: [string, unknown]) => words(option, value));
}

function tooLarge(): Failure {
  return usage('the file of --config is too large');
}

function words(option: string, value: unknown): string[] {
  if (/password|passwd|secret|auth$/i.test(option)) throw passwordInConfig();
  if (option === 'config' || option === 'help')
    throw usage(`${option} does not belong into the file of --config`);
  if (!/^[a-z][a-z-]*$/.test(option)) throw usage('the file of --config holds a name that is no option');
  if (value === true) return [`--${option}`];
  if (value === false) return [];
  const texts = (Array.isArray(value) ? value : [value]).map((one: unknown) => {
    if (typeof one === 'string' || typeof one === 'number') return String(one);
    throw usage(`${option} in the file of --config is neither text, a number, true, false nor a list`);
  });
  return (option === 'exclude' ? texts : [texts.join(',')]).map((text) => `--${option}=${text}`);
}
