import { parseEndpointUrl } from '../core/model/endpoint';
import type { CopyPlan } from '../core/copy/plan';
import type { RehearsalBudget } from '../core/model/rehearsal';
import type { Dial } from '../core/dial';
import type { CheckChoice } from '../core/rules/check';
import type { VerifyChoice } from '../core/verify/plan';
import { checkChoiceOf } from './checkChoiceOf';
import { checkOutputOf } from './checkOutputOf';
import type { CheckOutput } from './checkOutputOf';
import { passwordInConfig, readConfigFile } from './configFile';
import { confCheckOf } from './confCheckOf';
import type { ConfCheck } from './confCheckOf';
import { copyPlanOf } from './copyPlanOf';
import { dialOf } from './dialOf';
import { readOptions, requireFitting } from './options';
import type { Command, OptionValues } from './options';
import { planOf, withAddressesOf } from './resumedRun';
import { rehearsalOf } from './rehearsalOf';
import { readRun, runFolder, runPath } from './runFolder';
import { requireTls } from './trustOf';
import { usage } from './usage';
import { verifyChoiceOf } from './verifyChoiceOf';

/** What a command line asks for. */
export type Invocation =
  | { readonly command: 'help'; readonly about: 'all' | 'check' }
  | { readonly command: 'version' }
  | { readonly command: 'checkConf'; readonly check: ConfCheck; readonly output: CheckOutput }
  | {
      readonly command: 'checkRdb';
      /** Path of the file. */
      readonly file: string;
      readonly target: Dial | null;
      readonly check: CheckChoice;
      readonly output: CheckOutput;
      readonly json: boolean;
      readonly warnings: readonly string[];
    }
  | {
      readonly command: Command;
      readonly source: Dial;
      /** Always there for copy and verify. */
      readonly target: Dial | null;
      /** What to copy or to verify. */
      readonly plan: CopyPlan;
      /** The run to go on with: its id, or the path of its file. */
      readonly resume?: string;
      /** How to verify, or null when nothing is verified. */
      readonly verify: VerifyChoice | null;
      /** What a check is told beside its ends. */
      readonly check: CheckChoice;
      /** Whether a check asks AWS about ends that have the name of an ElastiCache endpoint. */
      readonly asksAws: boolean;
      /** How long a check rehearses the copy; null for not at all. */
      readonly rehearsal: RehearsalBudget | null;
      /** How a check tells what it found. */
      readonly output: CheckOutput;
      /** Path of the JSON document to write. */
      readonly report?: string;
      readonly json: boolean;
      /** What to tell on stderr before anything else. */
      readonly warnings: readonly string[];
    };

/**
 * Reads the command line, and the file of options that it may name: what the command line says itself, wins.
 * @param env for ECM_SOURCE_PASSWORD, ECM_SOURCE_SENTINEL_PASSWORD and those of the target.
 * @throws Failure `usage`, and `run.*` for --resume; it never repeats a URL, which may hold a password.
 */
export function parseCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Invocation {
  const { values: flags, positionals } = readOptions(args);
  if (flags.help === true || positionals[0] === 'help')
    return { command: 'help', about: positionals.includes('check') ? 'check' : 'all' };
  if (flags.version === true) return { command: 'version' };
  const command = asCommand(positionals);
  const given = { ...configured(flags.config), ...flags };
  requireFitting(command, given);
  const check = confCheckOf(given);
  if (check !== null) return { command: 'checkConf', check, output: checkOutputOf(given) };
  if (given.rdb !== undefined) return rdbCheckOf(given.rdb, given, env);
  const { resume } = given;
  const run = resume === undefined ? null : readRun(runPath(runFolder(env), resume));
  const values = run === null ? given : withAddressesOf(run, given);
  const warnings: string[] = [];
  const source = dialOf('source', values, env, warnings);
  const target = dialOf('target', values, env, warnings);
  if (source === null) throw usage('--source is missing');
  if (target === null && command !== 'check') throw usage('--target is missing');
  requireTls(values, source.address, target?.address);
  const plan = copyPlanOf(values, source.address, target?.address);
  return {
    command,
    source,
    target,
    plan: run === null ? plan : planOf(run, given, plan),
    ...(resume === undefined ? {} : { resume }),
    verify: verifyChoiceOf(command, values),
    check: checkChoiceOf(values),
    asksAws: values['ask-aws'] === true,
    rehearsal: rehearsalOf(values.rehearse),
    output: checkOutputOf(values),
    ...(values.report === undefined ? {} : { report: values.report }),
    json: values.json === true,
    warnings,
  };
}

/** @throws Failure `usage` */
function rdbCheckOf(
  file: string,
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
): Invocation {
  const stray = (['source', 'source-is', 'rehearse', 'ask-aws'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (stray !== undefined) throw usage(`--rdb takes no --${stray}: the file is the source`);
  const warnings: string[] = [];
  const target = dialOf('target', values, env, warnings);
  requireTls(values, undefined, target?.address);
  return {
    command: 'checkRdb',
    file,
    target,
    check: checkChoiceOf(values),
    output: checkOutputOf(values),
    json: values.json === true,
    warnings,
  };
}

/** The options of the file of --config. */
function configured(path: string | undefined): OptionValues {
  // An empty name is refused with the other empty values.
  if (path === undefined || path === '') return {};
  const { values } = readOptions(readConfigFile(path), 'in the file of --config');
  for (const url of [values.source, values.target]) {
    if (url !== undefined && parseEndpointUrl(url).password !== undefined) throw passwordInConfig();
  }
  return values;
}

function asCommand(positionals: readonly string[]): Command {
  const [command] = positionals;
  if (positionals.length > 1) throw usage('there is more than one command');
  if (command === 'copy' || command === 'verify' || command === 'check') return command;
  throw usage(
    command === undefined ? 'there is no command' : 'the command is not one of copy, verify, check',
  );
}
