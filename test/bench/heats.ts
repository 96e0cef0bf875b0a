import type { Redis } from 'ioredis';
import type { ServerName } from '../lab/servers/serverRelease';
import { migrate, ours, oursAsking, pipeline, replicaOf } from './contenders';
import type { Contender } from './contenders';
import { fillHuge, fillMegabytes, fillMixed, fillStrings } from './datasets';
import type { Filled } from './datasets';

/** One who takes part in a heat. */
export interface Entrant {
  readonly contender: Contender;
  /** How it is called in the results. */
  readonly name: string;
  readonly to: ServerName;
  /** It copies a smaller source of the same kind, so many times smaller: its speed does not depend on the size. */
  readonly smaller?: number;
  /** It takes part in so many rounds at most: no promise hangs on it, and it is slow. */
  readonly rounds?: number;
}

/** A dataset, and who copies it. */
export interface Heat {
  readonly name: HeatName;
  readonly title: string;
  readonly from: ServerName;
  readonly fill: (client: Redis, size: number) => Promise<Filled>;
  /** Keys, or megabytes of the one key. */
  readonly size: number;
  readonly quick: number;
  /** Milliseconds each way between the tool and the source. */
  readonly delay?: number;
  readonly entrants: readonly Entrant[];
}

/** The names of `--only`. */
export const heatNames = ['strings', 'mixed', 'megabyte', 'huge', 'delay', 'restamp'] as const;
export type HeatName = (typeof heatNames)[number];

const equal: ServerName = 'redis-7.0.15';
const entrant = (contender: Contender): Entrant => ({ contender, name: contender.name, to: equal });
/** The pipeline's speed does not depend on how many keys there are. */
const all: readonly Entrant[] = [
  entrant(ours),
  entrant(migrate),
  { ...entrant(pipeline), name: `${pipeline.name} (of a fifth)`, smaller: 5 },
  entrant(replicaOf),
  entrant(oursAsking),
];
const others = [migrate, pipeline, replicaOf].map((contender) => ({ ...entrant(contender), rounds: 1 }));

/** Every heat. */
export const heats: readonly Heat[] = [
  {
    name: 'strings',
    title: '1,000,000 strings of 100 bytes, Redis 7.0 to Redis 7.0',
    from: equal,
    fill: fillStrings,
    size: 1_000_000,
    quick: 100_000,
    entrants: all,
  },
  {
    name: 'mixed',
    title: '300,000 keys of all types, Redis 7.0 to Redis 7.0',
    from: equal,
    fill: fillMixed,
    size: 300_000,
    quick: 30_000,
    entrants: all,
  },
  {
    name: 'restamp',
    title: '1,000,000 strings of 100 bytes, Redis 8.0 to Redis 8.0 and (payloads re-stamped) to Valkey 8.1',
    from: 'redis-8.0',
    fill: fillStrings,
    size: 1_000_000,
    quick: 100_000,
    entrants: [
      { contender: ours, name: 'ours, to Valkey 8.1', to: 'valkey-8.1' },
      { contender: ours, name: 'ours, to Redis 8.0', to: 'redis-8.0' },
    ],
  },
  {
    name: 'delay',
    title: '1,000,000 strings of 100 bytes, the source 40 ms away each way, Redis 7.0 to Redis 7.0',
    from: equal,
    fill: fillStrings,
    size: 1_000_000,
    quick: 100_000,
    delay: 40,
    entrants: [entrant(ours), { ...entrant(pipeline), name: `${pipeline.name} (of a tenth)`, smaller: 10 }],
  },
  {
    name: 'megabyte',
    title: '2,000 strings of 1 MB, Redis 7.0 to Redis 7.0',
    from: equal,
    fill: fillMegabytes,
    size: 2000,
    quick: 100,
    entrants: [entrant(ours), ...others],
  },
  {
    name: 'huge',
    title: 'One hash of 512 MB (512,000 fields), Redis 7.0 to Redis 7.0',
    from: equal,
    fill: fillHuge,
    size: 512,
    quick: 50,
    entrants: [entrant(ours), ...others],
  },
];
