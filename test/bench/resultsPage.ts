import { arch, cpus, release, totalmem, type as system } from 'node:os';
import { isWhole, median, timesAsFast } from './figures';
import type { Series } from './figures';
import { heats } from './heats';
import type { Heat } from './heats';
import { judge } from './musts';
import type { Results } from './musts';

/** The whole page; `history` is its section about the last runs. */
export function resultsPage(results: Results, rounds: number, history: string): string {
  const tables = heats.flatMap((heat) => {
    const series = results.get(heat.name);
    return series === undefined ? [] : [`## ${heat.title}\n\n${heatTable(series)}\n${remarks(heat, series)}`];
  });
  return `# How fast a copy is

Made by \`npm run bench\`: all contenders in one run, ${String(rounds)} rounds, each round one run of every contender, so that
whatever else the machine does falls on all of them. Every run copies to an empty server that was just started, and
what came out is compared with the source. Figures are medians over the rounds; a ratio is the median of the ratios
of the rounds. Where the values are large, those beside ours run once: no promise hangs on them.

## What was promised

${musts(results)}
${history}
## The machine

${machine()}
Source, target and tool share it, over the loopback interface.

## What the columns say

Seconds are from the start of the tool to its end, the start of Node included (REPLICAOF: from the command until the link
is up, with \`repl-diskless-sync-delay 0\`). MB are 10⁶ bytes of names and values, not of what goes over the wire. CPU is
user and system time, of a server with its children. Memory is the tool's peak resident set. "Others' cores" is how
much of the machine programs that have no part in the run kept busy (with a delay, the proxy is among them). Where it
is high, ratios are to be read with care too: who works in turns with a server, as MIGRATE and the pipeline do, loses
more by it than who overlaps. "Ours is" says how many times as fast ours was.

${tables.join('\n')}`;
}

/** The promises as a table. */
export function musts(results: Results): string {
  const rows = judge(results).map(({ must, figure, verdict }) => [must, figure, verdict]);
  return table(['promise', 'measured', 'verdict'], rows);
}

/** One heat as a table. */
export function heatTable(series: readonly Series[]): string {
  const [first] = series;
  const columns = ['contender', 'seconds (least–most)', 'keys/s', 'MB/s'];
  columns.push(
    'CPU s tool / source / target',
    'tool µs/key',
    'tool MB',
    'others’ cores',
    'ours is',
    'arrived whole',
  );
  return table(
    columns,
    series.map((one) => {
      const { runs, keys, bytes, contender } = one;
      const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick));
      const seconds = runs.map((run) => run.seconds);
      const middle = median(seconds);
      const cpu = of(({ use }) => use?.cpuSeconds ?? NaN);
      const times = first === undefined || first === one ? NaN : timesAsFast(first, one);
      const speed = isWhole(one) ? [count(keys / middle), (bytes / middle / 1e6).toFixed(1)] : ['–', '–'];
      return [
        contender,
        `${middle.toFixed(2)} (${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)})`,
        ...speed,
        [cpu, of((run) => run.sourceCpu), of((run) => run.targetCpu)]
          .map((part) => decimal(part, 2))
          .join(' / '),
        decimal((cpu * 1e6) / keys, keys < 10_000 ? 0 : 2),
        decimal(
          of(({ use }) => use?.peakMegabytes ?? NaN),
          0,
        ),
        decimal(
          of(({ otherCores }) => otherCores),
          1,
        ),
        Number.isNaN(times) ? '–' : `${times.toFixed(2)} ×`,
        isWhole(one) ? `yes (${runs[0]?.seen ?? ''})` : 'NO',
      ];
    }),
  );
}

/** What is to be said of those who did not bring everything over, and of sources of other sizes. */
export function remarks(heat: Heat, series: readonly Series[]): string {
  const lines = series.flatMap((one) => {
    const broken = one.runs.filter(({ whole, complaint }) => !whole || complaint !== undefined);
    const [run] = broken;
    if (run === undefined) return [];
    const why = [run.complaint, run.whole ? undefined : run.seen].filter((part) => part !== undefined);
    const often = `${String(broken.length)} of ${String(one.runs.length)} runs`;
    return [`- ${one.contender} did not bring everything over in ${often}: ${why.join('; ')}.`];
  });
  if (heat.delay !== undefined) {
    lines.push(
      '- The line to the source is a proxy in a process of its own, which shares the two servers’ machine; the target is near.',
    );
  }
  if (heat.entrants.some(({ smaller }) => smaller !== undefined)) {
    lines.push(
      '- The pipeline copies a part of the keys, since its speed does not depend on how many they are.',
    );
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function machine(): string {
  const [cpu] = cpus();
  return [
    `- ${String(cpus().length)} cores, ${cpu?.model.trim() ?? 'unknown'}`,
    `- ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`,
    `- ${system()} ${release()}, ${arch()}`,
    `- Node ${process.versions.node}`,
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function decimal(number: number, places: number): string {
  return Number.isNaN(number) ? '–' : number.toFixed(places);
}

function count(number: number): string {
  return number < 10 ? number.toFixed(2) : Math.round(number).toLocaleString('en-US');
}
