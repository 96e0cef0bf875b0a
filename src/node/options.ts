import { parseArgs } from 'node:util';
import { nearestName } from '../core/conf/nearestName';
import { isFailure } from '../core/model/failure';
import { usage } from './usage';

/** Every option there is. */
export const OPTIONS = {
  source: { type: 'string' },
  target: { type: 'string' },
  'on-conflict': { type: 'string' },
  match: { type: 'string' },
  exclude: { type: 'string', multiple: true },
  type: { type: 'string' },
  ttl: { type: 'string' },
  db: { type: 'string' },
  'map-db': { type: 'string' },
  slots: { type: 'string' },
  'min-bytes': { type: 'string' },
  'max-bytes': { type: 'string' },
  'min-idle': { type: 'string' },
  'max-idle': { type: 'string' },
  sample: { type: 'string' },
  'dry-run': { type: 'boolean' },
  verify: { type: 'string' },
  repair: { type: 'boolean' },
  'delete-extra': { type: 'string' },
  'eviction-data': { type: 'boolean' },
  'read-from': { type: 'string' },
  lanes: { type: 'string' },
  'rate-keys': { type: 'string' },
  'rate-bytes': { type: 'string' },
  'auto-pace': { type: 'boolean' },
  'retry-for': { type: 'string' },
  'big-key-bytes': { type: 'string' },
  'max-memory': { type: 'string' },
  cacert: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  insecure: { type: 'boolean' },
  'source-cacert': { type: 'string' },
  'source-cert': { type: 'string' },
  'source-key': { type: 'string' },
  'source-insecure': { type: 'boolean' },
  'source-sni': { type: 'string' },
  'source-iam': { type: 'string' },
  'source-secret': { type: 'string' },
  'source-address-map': { type: 'string' },
  'target-cacert': { type: 'string' },
  'target-cert': { type: 'string' },
  'target-key': { type: 'string' },
  'target-insecure': { type: 'boolean' },
  'target-sni': { type: 'string' },
  'target-iam': { type: 'string' },
  'target-secret': { type: 'string' },
  'target-address-map': { type: 'string' },
  conf: { type: 'string' },
  rdb: { type: 'string' },
  engine: { type: 'string' },
  'engine-version': { type: 'string' },
  for: { type: 'string' },
  'new-target': { type: 'string' },
  rehearse: { type: 'string' },
  'ask-aws': { type: 'boolean' },
  'source-is': { type: 'string' },
  'target-is': { type: 'string' },
  resume: { type: 'string' },
  config: { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  all: { type: 'boolean' },
  sarif: { type: 'boolean' },
  'fail-on': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** The values of options, as they were written. */
export type OptionValues = ReturnType<typeof parseOptions>['values'];

/** A command that works on endpoints. */
export type Command = 'copy' | 'verify' | 'check';

const REACHING =
  /^((source|target)-)?(cacert|cert|key|insecure)$|^(source|target)-(sni|iam|secret|address-map)$/;
const EVERYWHERE = ['source', 'target', 'config', 'json', 'help', 'version'];

/** Which options a command takes beside those that all take. */
export const TAKES: Readonly<Record<Command, readonly string[]>> = {
  copy: [
    ...[
      'on-conflict',
      'match',
      'exclude',
      'type',
      'ttl',
      'db',
      'map-db',
      'slots',
      'min-bytes',
      'max-bytes',
      'min-idle',
      'max-idle',
      'sample',
      'dry-run',
    ],
    ...['rate-keys', 'rate-bytes', 'auto-pace', 'retry-for', 'big-key-bytes', 'max-memory'],
    ...['eviction-data', 'read-from', 'lanes', 'resume', 'verify', 'repair', 'report'],
  ],
  verify: [
    ...[
      'verify',
      'repair',
      'delete-extra',
      'match',
      'exclude',
      'type',
      'ttl',
      'db',
      'map-db',
      'slots',
      'retry-for',
    ],
    ...['big-key-bytes', 'read-from', 'report'],
  ],
  check: [
    ...['markdown', 'sarif', 'fail-on', 'conf', 'engine', 'engine-version', 'for'],
    ...['rdb', 'new-target', 'source-is', 'target-is', 'rehearse', 'ask-aws', 'all'],
  ],
};

/**
 * Takes a command line apart.
 * @param origin where it comes from, if not from the command line itself: `in the file of --config`
 * @throws Failure `usage` for an option that is not known, or that lacks its value.
 */
export function readOptions(args: readonly string[], origin?: string): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(args);
  } catch (error) {
    if (isFailure(error)) throw error;
    throw usage(faultOf(error, origin === undefined ? '' : ` ${origin}`));
  }
}

/** What is wrong with an option. Of Node's message only the option is kept: a value that it repeats could be a URL. */
function faultOf(error: unknown, where: string): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const option = /'(?:-\w, )?(-[^'\s<=]*)/.exec(String(message))?.[1];
  if (option === undefined) return 'the options could not be read';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearestName(option.replace(/^-+/, ''), Object.keys(OPTIONS));
    return `${option}${where} is not known${near === null ? '' : `; --${near} is`}`;
  }
  if (String(message).includes('does not take an argument')) return `${option}${where} takes no value`;
  return String(message).includes('ambiguous')
    ? `${option}${where} lacks its value; one that begins with a dash is given as ${option}=…`
    : `${option}${where} lacks its value`;
}

/** @throws Failure `usage` for an option that the command does not take, or whose value is empty. */
export function requireFitting(command: Command, values: OptionValues): void {
  for (const [option, value] of Object.entries(values)) {
    if (!EVERYWHERE.includes(option) && !REACHING.test(option) && !TAKES[command].includes(option)) {
      throw usage(`${command} does not take --${option}`);
    }
    // An empty pattern, for one, would match no key, and a copy of nothing would count as done.
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (option !== 'source' && option !== 'target' && texts.includes('')) throw usage(`--${option} is empty`);
  }
}

/** What may be given again: to exclude more, or another address in the place of one, which the result names. */
const REPEATABLE: ReadonlySet<string> = new Set(['exclude', 'source', 'target']);

function parseOptions(args: readonly string[]) {
  const parsed = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS, tokens: true });
  const seen = new Set<string>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option' || REPEATABLE.has(token.name)) continue;
    // The last one would win, and what the first one chose would be left out without a word.
    if (seen.has(token.name) && token.value !== undefined) throw usage(`--${token.name} is given twice`);
    seen.add(token.name);
  }
  return parsed;
}
