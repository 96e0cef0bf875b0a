import { performance } from 'node:perf_hooks';
import { DIRECTIVES, defaultOf, isKnown } from '../../src/core/conf/catalogue';
import { editConf, parseConf } from '../../src/core/conf/confDocument';
import { checkConf } from '../../src/core/rules/conf/checkConf';
import { rulesFor } from '../../src/core/rules/conf/registry';

const ROUNDS = 61;
const TARGET = { product: 'valkey', version: '8.1' } as const;

/**
 * A file with a setting in every so many lines, the rest comments: in those that servers are shipped with it is every
 * twentieth. Some are wrong, and in a dense one most are set several times over, so that there is much to find.
 */
function confOf(lines: number, every: number): string {
  const known = DIRECTIVES.filter((one) => isKnown(one, TARGET) && defaultOf(one, TARGET) !== null);
  return Array.from({ length: lines }, (_, at) => {
    if (at % every !== 1) return `# What line ${String(at)} is about, in words of its own.`;
    if (at % 101 === 0) return 'maxmemroy 1gb';
    const directive = known[Math.floor(at / every) % known.length];
    const value = directive === undefined ? '' : (defaultOf(directive, TARGET) ?? '');
    return `${directive?.name ?? 'hz'} ${value === '' ? '""' : value}`;
  }).join('\n');
}

interface Times {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Of the processor, on the average: what a busy machine does not change much. */
  readonly cpu: number;
}

/** Milliseconds of one round, after a quarter of the rounds to warm up. */
function timed(round: (index: number) => unknown): Times {
  const warm = Math.floor(ROUNDS / 4);
  const times: number[] = [];
  let used = process.cpuUsage();
  for (let index = 0; index < ROUNDS; index++) {
    if (index === warm) used = process.cpuUsage();
    const from = performance.now();
    round(index);
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(used);
  const kept = times.slice(warm).sort((a, b) => a - b);
  const at = (part: number): number => kept[Math.floor((kept.length - 1) * part)] ?? NaN;
  return { median: at(0.5), least: at(0), most: at(1), cpu: (user + system) / 1000 / kept.length };
}

type Row = readonly [what: string, bound: number | null, round: (index: number) => unknown];

/** What a keystroke in a file of 2,000 lines takes. */
function keystrokes(kind: string, text: string): readonly Row[] {
  const before = parseConf(text);
  const place = { line: 1_001, column: 3 };
  const typed = (index: number): ReturnType<typeof parseConf> =>
    editConf(before, { start: place, end: place, text: String.fromCharCode(97 + (index % 26)) });
  const rules = rulesFor(true);
  const { length } = checkConf(before, TARGET, 'file').findings;
  return [
    [
      `${kind}: a keystroke, and ${String(length)} diagnostics`,
      10,
      (at) => checkConf(typed(at), TARGET, 'file'),
    ],
    ['  with those of ElastiCache', 10, (at) => checkConf(typed(at), TARGET, 'file', rules)],
    ['  of that, reading the edit', null, typed],
    ['  reading all 2,000 lines again, to compare', null, () => parseConf(text)],
  ];
}

/**
 * How fast redis.conf is read and judged: `npx tsx test/bench/confBench.ts`. The exit code is 1 when a median is over its
 * bound, which counts on a machine that does nothing else.
 */
function main(): number {
  const large = confOf(20_000, 2);
  const yardstick = JSON.stringify(large.split('\n'));
  const rows: readonly Row[] = [
    ['Reading 20,000 lines', 20, () => parseConf(large)],
    ['  JSON.parse of the same lines, to compare', null, () => JSON.parse(yardstick) as unknown],
    ...keystrokes('2,000 lines as shipped', confOf(2_000, 20)),
    ...keystrokes('2,000 lines, dense', confOf(2_000, 2)),
  ];
  console.log('ms: median (least-most), of the processor, bound of the median');
  const over: string[] = [];
  for (const [what, bound, round] of rows) {
    const { median, least, most, cpu } = timed(round);
    const figures = `${median.toFixed(2)} (${least.toFixed(2)}-${most.toFixed(2)})`;
    console.log(
      `${what.padEnd(56)} ${figures.padEnd(22)} ${cpu.toFixed(2).padStart(6)} ${bound === null ? '' : String(bound)}`,
    );
    if (bound !== null && median > bound) over.push(what);
  }
  if (over.length > 0) console.error(`Over the bound: ${over.join('; ')}`);
  return over.length === 0 ? 0 : 1;
}

process.exitCode = main();
