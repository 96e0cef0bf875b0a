// First, so that an interruption is heard from the beginning.
import { interruption } from './node/interruption';
import { copy } from './core/copy/copy';
import { Gate } from './core/copy/gate';
import { Tally } from './core/copy/tally';
import { UntilProven } from './core/copy/untilProven';
import type { Failure } from './core/model/failure';
import { toFailure } from './core/model/failure';
import { connectByAws } from './core/connectByAws';
import type { Dial } from './core/dial';
import type { CheckReport } from './core/model/checkReport';
import type { CopyResult } from './core/model/run';
import type { VerifyResult } from './core/model/verification';
import type { ListCaches, Server, SignInByAws } from './core/ports';
import { EXIT, exitCodeOfFindings, exitCodeOfFailure, exitCodeOfRun } from './core/report/exitCode';
import { checkAs } from './core/report/checkAs';
import { checkDocument } from './core/report/checkDocument';
import { copyText, resumeCommand, verifyText } from './core/report/plainText';
import { confAs } from './core/report/confAs';
import { check, checkFile } from './core/rules/check';
import { rehearse } from './core/sample/rehearse';
import type { CheckChoice, EndAddresses } from './core/rules/check';
import { beyondKnown } from './core/conf/knownVersions';
import { checkConfText } from './core/rules/conf/checkConf';
import { provenCopy } from './core/verify/provenCopy';
import { verify } from './core/verify/verify';
import { VerifyTally } from './core/verify/verifyTally';
import { checkBy } from './node/checkBy';
import { CHECK_HELP } from './node/checkHelp';
import type { CheckOutput } from './node/checkOutputOf';
import { parseCommandLine } from './node/commandLine';
import type { Invocation } from './node/commandLine';
import type { ConfCheck } from './node/confCheckOf';
import { readConfFile } from './node/confFile';
import { HELP } from './node/help';
import { includedFiles } from './node/includedFiles';
import { openRun } from './node/openRun';
import type { OpenRun } from './node/openRun';
import { pauseBySignals } from './node/pauseSignals';
import { readRdbSource } from './node/rdbSource';
import { ReportFile } from './node/reportFile';
import { runFolder } from './node/runFolder';
import type { Runnable } from './node/runnable';
import { systemClock, systemSleep } from './node/systemClock';
import { ProgressLine } from './node/terminal';
import { connect as dial } from './redis/connect';

type RdbCheck = Extract<Invocation, { command: 'checkRdb' }>;
type Work = Exclude<
  Invocation,
  RdbCheck | { command: 'help' } | { command: 'version' } | { command: 'checkConf' }
>;

/** Put in place when the bundle is built. */
const VERSION = process.env['ELASTICACHE_MIGRATOR_VERSION'] ?? 'not built';

/** The AWS SDK is loaded only by who signs in with it. */
const signIn: SignInByAws = async (...asked) => (await import('./aws/signIn')).signIn(...asked);
const listCaches: ListCaches = async (signal) => (await import('./aws/openAws')).openAws().listCaches(signal);

const connect = connectByAws(dial, signIn);

interface Outcome {
  readonly document: unknown;
  readonly text: string;
  readonly code: number;
}

async function main(): Promise<number> {
  const invocation = parseCommandLine(process.argv.slice(2), process.env);
  if (invocation.command === 'help') {
    process.stdout.write(invocation.about === 'check' ? CHECK_HELP : HELP);
    return EXIT.whole;
  }
  if (invocation.command === 'version') {
    process.stdout.write(`${VERSION}\n`);
    return EXIT.whole;
  }
  if (invocation.command === 'checkConf') return runConfCheck(invocation.check, invocation.output);
  for (const warning of invocation.warnings) warn(warning);
  if (invocation.command === 'checkRdb') {
    const outcome = await runCheck(invocation, interruption);
    print(invocation, outcome);
    return outcome.code;
  }
  const held: { report?: ReportFile } = {};
  const begin = async (): Promise<void> => {
    if (invocation.report !== undefined) held.report = await ReportFile.create(invocation.report);
  };
  const outcome = await work(invocation, begin, interruption);
  // The report first: nobody may be reading what is printed.
  try {
    await held.report?.write(outcome.document);
  } finally {
    print(invocation, outcome);
  }
  return outcome.code;
}

function print({ json }: Work | RdbCheck, { document, text }: Outcome): void {
  printed = true;
  process.stdout.write(json ? `${JSON.stringify(document)}\n` : text);
}

/** @param begin makes sure that the result can be kept, before anything is done. */
function work(invocation: Work, begin: () => Promise<void>, signal: AbortSignal): Promise<Outcome> {
  const { plan } = invocation;
  const clock = systemClock;
  const gate = new Gate();
  switch (invocation.command) {
    case 'copy':
      return run<CopyResult>(invocation, begin, signal, copyRunnable(invocation, gate, signal));
    case 'verify':
      return run<VerifyResult>(invocation, begin, signal, {
        label: 'Verifying',
        events: (source, target) =>
          verify({ ...plan, ...invocation.verify }, { source, target, clock, sleep: systemSleep }, signal),
        failed: (failure) => new VerifyTally(clock, invocation.verify?.mode.kind).result(failure),
        text: verifyText,
      });
    case 'check':
      return runCheck(invocation, signal);
  }
}

function copyRunnable(invocation: Work, gate: Gate, signal: AbortSignal): Runnable<CopyResult> {
  const { plan } = invocation;
  const clock = systemClock;
  let run: OpenRun | undefined;
  return {
    label: plan.dryRun === true ? 'Trying' : 'Copying',
    gate,
    begin: async () => {
      run = await openRun(invocation, runFolder(process.env), tellRun, warn);
    },
    events: (source, target) => {
      const proof = invocation.verify;
      const checkpoints = run?.kept ?? null;
      const unproven = proof === null || checkpoints === null ? undefined : new UntilProven(checkpoints);
      const kept = checkpoints === null ? {} : { checkpoints: unproven ?? checkpoints };
      const ports = { source, target, clock, sleep: systemSleep, gate };
      const copied = copy(plan, { ...ports, ...kept }, signal, run?.resumed);
      if (proof === null) return copied;
      return provenCopy(copied, () => verify({ ...plan, ...proof }, ports, signal), unproven);
    },
    end: async () => run?.release(),
    failed: (failure) => Tally.of(plan, clock, run?.resumed, run?.kept?.run).result(failure),
    text: copyText,
  };
}

function tellRun(run: string): void {
  process.stderr.write(`Run ${run}. If it is interrupted: ${resumeCommand(run)}\n`);
}

async function run<Result extends CopyResult | VerifyResult>(
  invocation: Work,
  begin: () => Promise<void>,
  signal: AbortSignal,
  runnable: Runnable<Result>,
): Promise<Outcome> {
  const line = new ProgressLine(process.stderr, runnable.label);
  const open: Server[] = [];
  let result: Result | null = null;
  const deaf =
    runnable.gate === undefined
      ? null
      : pauseBySignals(runnable.gate, (words) => {
          line.say(words);
        });
  try {
    await begin();
    await runnable.begin?.();
    for (const dial of [invocation.source, invocation.target]) {
      if (dial !== null) open.push(await connect({ ...dial, warn }, signal));
    }
    const [source, target] = open;
    if (source === undefined || target === undefined) throw new Error('an end is missing');
    for await (const event of runnable.events(source, target)) {
      if (event.kind === 'progress' && runnable.gate?.paused !== true) line.show(event.progress);
      if (event.kind === 'notice') {
        line.say(event.text);
      }
      if (event.kind === 'finished') result = event.result;
    }
  } catch (error) {
    result = runnable.failed(
      signal.aborted ? 'cancelled' : toFailure(error, `Could not ${invocation.command}`),
    );
  } finally {
    deaf?.();
    line.end();
    for (const server of open) server.close();
    await runnable.end?.();
  }
  result ??= runnable.failed('cancelled');
  if (result.failure !== undefined) process.stderr.write(`${result.failure.message}\n`);
  return { document: result, text: runnable.text(result), code: exitCodeOfRun(result.status) };
}

async function runCheck(invocation: Work | RdbCheck, signal: AbortSignal): Promise<Outcome> {
  const open: Server[] = [];
  const reach = async (dial: Dial): Promise<Server> => {
    const server = await connect({ ...dial, warn }, signal);
    open.push(server);
    return server;
  };
  try {
    const report = await reportOf(invocation, reach, signal);
    const { format, all, failOn } = invocation.output;
    const text = checkAs(report, { format, all }, VERSION);
    const document = checkDocument(report);
    return { document, text, code: exitCodeOfFindings(report.findings, failOn) };
  } catch (error) {
    if (signal.aborted)
      return { document: { status: 'cancelled' }, text: 'Check: cancelled\n', code: EXIT.cancelled };
    const failure = toFailure(error, 'Could not check');
    process.stderr.write(`${failure.message}\n`);
    return { document: failed(failure), text: '', code: exitCodeOfFailure(failure) };
  } finally {
    for (const server of open) server.close();
  }
}

async function reportOf(
  invocation: Work | RdbCheck,
  reach: (dial: Dial) => Promise<Server>,
  signal: AbortSignal,
): Promise<CheckReport> {
  const { command, target: to, check: choice } = invocation;
  if (command === 'checkRdb') {
    const target = to === null ? null : { server: await reach(to), address: to.address };
    const source = await readRdbSource(invocation.file, signal, process.stderr);
    return checkFile(source, target, signal, choice);
  }
  const source = await reach(invocation.source);
  const target = to === null ? null : await reach(to);
  const asking = checkBy(invocation.asksAws, check, listCaches, warn);
  return asking(source, target, addressesOf(invocation), signal, choiceOf(invocation));
}

function runConfCheck({ file, ...asked }: ConfCheck, { format, failOn }: CheckOutput): number {
  const report = checkConfText(readConfFile(file), file, asked, includedFiles(file));
  const { product, version, from } = report.profile;
  if (from === 'file' && beyondKnown({ product, version }) !== null)
    warn(
      `${file} says that it is for ${product} ${version}, which is not known: it is judged as the nearest.`,
    );
  printed = true;
  process.stdout.write(confAs(report, file, format, VERSION));
  return exitCodeOfFindings(report.findings, failOn);
}

function choiceOf({ check: choice, rehearsal }: Work): CheckChoice {
  if (rehearsal === null) return choice;
  const ports = { clock: systemClock, sleep: systemSleep };
  return { ...choice, rehearse: (source, held, either) => rehearse(source, held, rehearsal, ports, either) };
}

function addressesOf({ source, target }: Work): EndAddresses {
  return { source: source.address, target: target?.address ?? null };
}

/** The document of what never came to a result of its own. */
function failed({ code, message }: Failure): unknown {
  return { status: 'failed', failure: { code, message } };
}

/** Each warning once: several connections may have the same. */
function warn(warning: string): void {
  if (!warned.has(warning)) process.stderr.write(`Warning: ${warning}\n`);
  warned.add(warning);
}

const warned = new Set<string>();
let printed = false;

// A reader that goes away, as `head` does, is not an error of ours; a result that could not be written is.
let unwritten = false;
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  unwritten = true;
  process.exitCode = EXIT.couldNotRun;
  process.stderr.write(
    `Could not write the result to the standard output: ${error.code ?? 'unknown error'}\n`,
  );
});

main().then(
  (code) => (process.exitCode = unwritten ? EXIT.couldNotRun : code),
  (error: unknown) => {
    const failure = toFailure(error, 'Could not run');
    process.stderr.write(`${failure.message}\n`);
    // Whoever reads documents gets one, unless the result was printed already.
    if (!printed && process.argv.includes('--json'))
      process.stdout.write(`${JSON.stringify(failed(failure))}\n`);
    process.exitCode = exitCodeOfFailure(failure);
  },
);
