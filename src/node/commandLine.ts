import { parseArgs } from 'node:util';
import { Failure } from '../core/model/failure';
import { parseEndpointUrl } from '../core/model/endpoint';
import type { ConflictPolicy } from '../core/model/run';
import type { Dial } from '../core/ports';

/** What a command line asks for. */
export type Invocation =
  | { readonly command: 'help' }
  | {
      readonly command: 'copy' | 'verify' | 'check';
      readonly source: Dial;
      /** Always there for copy and verify. */
      readonly target: Dial | null;
      readonly onConflict: ConflictPolicy;
      readonly match?: string;
      /** Path of the JSON document to write. */
      readonly report?: string;
      readonly json: boolean;
      /** What to tell on stderr before anything else. */
      readonly warnings: readonly string[];
    };

export const HELP = `elasticache-migrator: copies Redis and Valkey data between versions, and proves it.

  elasticache-migrator copy   --source URL --target URL [--on-conflict replace|skip|fail]
                              [--match GLOB] [--report FILE.json] [--json]
  elasticache-migrator verify --source URL --target URL [--report FILE.json] [--json]
  elasticache-migrator check  --source URL [--target URL] [--json]

URL is redis://[user[:password]@]host[:port][/db], or rediss:// for TLS. Without /db every database
with data is meant. Give passwords by the environment: ECM_SOURCE_PASSWORD, ECM_TARGET_PASSWORD.

  --on-conflict  what to do with a key that the target holds: replace it (default), skip it, or
                 fail: leave it alone and put the source's key in quarantine
  --match        only keys that match this glob (as in SCAN MATCH); function libraries stay behind
  --report       write the result document to this file
  --json         print the result as one JSON document on stdout instead of text
  --help         this text

The result goes to stdout, progress to stderr. Exit code 0: done and nothing lost. 1: finished, but
keys were quarantined, lost something or differ, or the check found a blocker. 2: usage. 3: could not
run. 130: cancelled.
`;

const POLICIES: readonly ConflictPolicy[] = ['replace', 'skip', 'fail'];

/** Which options a command takes beside --source, --target and --json. */
const TAKES: Readonly<Record<'copy' | 'verify' | 'check', readonly string[]>> = {
  copy: ['on-conflict', 'match', 'report'],
  verify: ['report'],
  check: [],
};

/**
 * Reads the command line.
 * @param env for ECM_SOURCE_PASSWORD and ECM_TARGET_PASSWORD.
 * @throws Failure `usage`; it never repeats a URL, which may hold a password.
 */
export function parseCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Invocation {
  const { values, positionals } = parse(args);
  if (values.help === true || positionals[0] === 'help') return { command: 'help' };
  const command = asCommand(positionals);
  for (const option of ['on-conflict', 'match', 'report'] as const) {
    if (values[option] !== undefined && !TAKES[command].includes(option)) {
      throw usage(`${command} does not take --${option}`);
    }
  }
  // An empty pattern would match no key, and a copy of nothing would count as done.
  for (const option of ['match', 'report'] as const) {
    if (values[option] === '') throw usage(`--${option} is empty`);
  }
  const warnings: string[] = [];
  const source = dial('source', values.source, env['ECM_SOURCE_PASSWORD'], warnings);
  const target = dial('target', values.target, env['ECM_TARGET_PASSWORD'], warnings);
  if (source === null) throw usage('--source is missing');
  if (target === null && command !== 'check') throw usage('--target is missing');
  return {
    command,
    source,
    target,
    onConflict: asPolicy(values['on-conflict'] ?? 'replace'),
    ...(values.match === undefined ? {} : { match: values.match }),
    ...(values.report === undefined ? {} : { report: values.report }),
    json: values.json === true,
    warnings,
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(args);
  } catch (error) {
    // Node's message names the option that is wrong; a value that it repeats could be a URL, so only that is kept.
    const option = error instanceof Error ? /'(-[^'\s<=]*)/.exec(error.message)?.[1] : undefined;
    throw usage(
      option === undefined ? 'the options could not be read' : `${option} is not known or lacks its value`,
    );
  }
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      target: { type: 'string' },
      'on-conflict': { type: 'string' },
      match: { type: 'string' },
      report: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function asCommand(positionals: readonly string[]): 'copy' | 'verify' | 'check' {
  const [command] = positionals;
  if (positionals.length > 1) throw usage('there is more than one command');
  if (command === 'copy' || command === 'verify' || command === 'check') return command;
  throw usage(
    command === undefined ? 'there is no command' : 'the command is not one of copy, verify, check',
  );
}

function asPolicy(text: string): ConflictPolicy {
  const policy = POLICIES.find((one) => one === text);
  if (policy === undefined) throw usage('--on-conflict is not one of replace, skip, fail');
  return policy;
}

function dial(
  end: 'source' | 'target',
  url: string | undefined,
  fromEnvironment: string | undefined,
  warnings: string[],
): Dial | null {
  if (url === undefined) return null;
  const { address, password: inUrl } = parseEndpointUrl(url);
  if (inUrl !== undefined) {
    warnings.push(
      `The ${end}'s password stands on the command line, where other users of this machine can read it. Use ECM_${end.toUpperCase()}_PASSWORD instead.`,
    );
  }
  const password = inUrl ?? fromEnvironment;
  return { label: `the ${end}`, address, ...(password === undefined || password === '' ? {} : { password }) };
}

function usage(why: string): Failure {
  return new Failure('usage', {
    what: 'Could not read the command line',
    why,
    next: 'Run elasticache-migrator --help for how it is used.',
  });
}
