import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { startServer } from '../lab/servers/startServer';
import type { Series } from './figures';
import { heatNames, heats } from './heats';
import type { Heat, HeatName } from './heats';
import type { Results } from './musts';
import { buildPrograms, startDelay } from './programs';
import type { Run, Track } from './race';
import { race } from './race';
import { heatTable, musts, remarks, resultsPage } from './resultsPage';
import { commit, lastPage, wholeRuns } from './wholeRuns';

const PAGE = new URL('RESULTS.md', import.meta.url);

const HELP = `npm run bench -- [--rounds N] [--only ${heatNames.join('|')}] [--quick]

  --rounds  how often each contender runs (3); those of the large values, beside ours, once
  --only    this dataset alone; may be given more than once
  --quick   a tenth of the data or less

A run over everything writes test/bench/RESULTS.md; it takes about ten minutes.
`;

/** What was there when the run began: the page is part of the checkout that it describes. */
interface Before {
  readonly page: string;
  readonly commit: string;
}

interface OpenTrack {
  readonly track: Track;
  readonly bytes: number;
  readonly stop: () => Promise<void>;
}

/** Starts and fills a source. */
async function openTrack(heat: Heat, size: number): Promise<OpenTrack> {
  const source = await startServer({ server: heat.from, debugCommand: true });
  const client = await source.client();
  const { keys, bytes } = await heat.fill(client, size);
  const digest = String(await client.call('DEBUG', 'DIGEST'));
  const delay = heat.delay === undefined ? undefined : await startDelay(source.port, heat.delay);
  return {
    track: { source, sourcePort: delay?.port ?? source.port, keys, digest },
    bytes,
    stop: async () => {
      delay?.stop();
      await source.stop();
    },
  };
}

/** All rounds of one heat. */
async function runHeat(heat: Heat, quick: boolean, rounds: number): Promise<Series[]> {
  const size = quick ? heat.quick : heat.size;
  const divisors = [...new Set(heat.entrants.map(({ smaller = 1 }) => smaller))];
  const tracks = new Map<number, OpenTrack>();
  const runs = heat.entrants.map((): Run[] => []);
  try {
    for (const divisor of divisors) tracks.set(divisor, await openTrack(heat, size / divisor));
    const trackOf = (divisor = 1): OpenTrack => {
      const open = tracks.get(divisor);
      if (open === undefined) throw new Error('a source was not filled');
      return open;
    };
    for (let round = 1; round <= rounds; round++) {
      for (const [index, { contender, name, to, smaller, rounds: most }] of heat.entrants.entries()) {
        if (most !== undefined && round > most) continue;
        const run = await race(contender, trackOf(smaller).track, to);
        runs[index]?.push(run);
        const wrong = [run.complaint ?? '', run.whole ? '' : run.seen].join(' ').trim();
        console.error(
          `  round ${String(round)}: ${name} ${run.seconds.toFixed(2)} s${wrong === '' ? '' : ` (${wrong})`}`,
        );
      }
    }
    return heat.entrants.map(({ name, smaller }, index) => {
      const { track, bytes } = trackOf(smaller);
      return { contender: name, keys: track.keys, bytes, runs: runs[index] ?? [] };
    });
  } finally {
    for (const { stop } of tracks.values()) await stop();
  }
}

async function writePage(results: Results, rounds: number, before: Before): Promise<void> {
  const style = (await resolveConfig(PAGE)) ?? {};
  const page = resultsPage(results, rounds, wholeRuns(before.page, results, before.commit));
  await writeFile(PAGE, await format(page, { ...style, parser: 'markdown' }));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rounds = Number(values.rounds);
  const unknown = values.only?.find((name) => !heatNames.some((known) => known === name));
  if (values.help || unknown !== undefined || !(Number.isInteger(rounds) && rounds > 0)) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  await buildPrograms();
  const before = { page: lastPage(PAGE), commit: commit() };
  const results = new Map<HeatName, readonly Series[]>();
  const chosen = heats.filter(({ name }) => values.only?.includes(name) ?? true);
  for (const heat of chosen) {
    const title = values.quick ? `${heat.title}: a part of it` : heat.title;
    console.error(title);
    const series = await runHeat(heat, values.quick, rounds);
    results.set(heat.name, series);
    console.log(`\n${title}\n\n${heatTable(series)}${remarks(heat, series)}`);
    if (values.only === undefined && !values.quick) await writePage(results, rounds, before);
  }
  console.log(musts(results));
  return 0;
}

process.exitCode = await main();
