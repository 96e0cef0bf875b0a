import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { bigSpecimens } from './bigSpecimens';
import { collectionSpecimens } from './collectionSpecimens';
import { type CommandSink, commandSink } from './commandSink';
import { everydaySpecimen } from './everydaySpecimens';
import { expiredFieldSpecimens, fieldTtlSpecimens } from './fieldTtlSpecimens';
import { FillTally, type FillReport } from './fillReport';
import { functionLibraries } from './functionLibraries';
import { createPrng } from './prng';
import { type ServerFeatures, serverFeatures } from './serverFeatures';
import type { Specimen } from './specimen';
import { streamSpecimens } from './streamSpecimens';
import { stringSpecimens } from './stringSpecimens';
import { vectorSetSpecimens } from './vectorSetSpecimens';

/** What {@link fillDataset} makes. */
export interface FillOptions {
  /** The same seed and options give the same content on every server of the same abilities. */
  readonly seed: string;
  /** How many keys in all; the hundred or so special ones are always among them, so fewer are not possible. */
  readonly keys: number;
  /** Adds one value of each common kind with about this many bytes. */
  readonly bigKeys?: number;
  /** Adds vector sets where the server has them (Redis 8). */
  readonly vectorSets?: boolean;
  /** Makes this share (0 to 1) of the keys that do not expire otherwise expire in `ms` from now. */
  readonly shortTtl?: { readonly share: number; readonly ms: number };
  /** Leaves fields that are expired but not deleted. The server must allow DEBUG; active expiry stays off. */
  readonly expiredFields?: boolean;
}

/** The databases that are used, and how many of ten everyday keys each gets. */
const databaseShares = [
  { db: 0, upTo: 7 },
  { db: 1, upTo: 8 },
  { db: 5, upTo: 9 },
  { db: 15, upTo: 10 },
];

/**
 * Fills a server, or a cluster given by a client for each of its masters, with a dataset which has every kind
 * of value in every state that is hard to migrate. Nothing is deleted first.
 * @returns what was made, counted by kind.
 * @throws Error with the command and the key if the server refuses one.
 */
export async function fillDataset(
  target: Redis | readonly Redis[],
  options: FillOptions,
): Promise<FillReport> {
  const masters = 'length' in target ? target : [target];
  const [first] = masters;
  if (first === undefined) throw new Error('fillDataset needs a client');
  const features = await serverFeatures(first);
  if (options.expiredFields === true && features.fieldTtl) {
    for (const master of masters) await master.call('DEBUG', 'SET-ACTIVE-EXPIRE', '0');
  }
  const tally = new FillTally();
  const special = specials(options, features);
  const databases = features.cluster ? [0] : await availableDatabases(first);
  const sinks = new Map<number, CommandSink>();
  for (const db of databases) sinks.set(db, await commandSink(masters, db, features.cluster));
  const everyday = createPrng(`${options.seed}/everyday`);
  const hurry = createPrng(`${options.seed}/short-ttl`);
  const put = async (specimen: Specimen, wantedDb: number, mayHurry: boolean): Promise<void> => {
    // Where there are fewer databases, everything goes to the first one; the keys are unique over all.
    const db = sinks.has(wantedDb) ? wantedDb : 0;
    const short = mayHurry && specimen.expireAt === undefined && hurry.chance(options.shortTtl?.share ?? 0);
    const commands = [...specimen.commands];
    if (specimen.expireAt !== undefined) commands.push(['PEXPIREAT', specimen.key, specimen.expireAt]);
    if (short) commands.push(['PEXPIRE', specimen.key, options.shortTtl?.ms ?? 0]);
    await sinks.get(db)?.add(specimen.key, commands);
    tally.add(specimen, db, short);
  };
  for (const specimen of special) await put(specimen, 0, false);
  for (const [index, db] of [1, 5, 15].entries()) {
    const key = `database:${String(index)}`;
    await put({ kind: 'string', key, commands: [['SET', key, String(db)]] }, db, false);
  }
  // Counted from 0, not from the special keys, which are more on some servers: key n is the same everywhere.
  for (let index = 0; tally.keys < options.keys; index += 1) {
    const specimen = everydaySpecimen(everyday, index, features.fieldTtl);
    const tenth = everyday.between(0, 9);
    await put(specimen, databaseShares.find((share) => tenth < share.upTo)?.db ?? 0, true);
  }
  for (const sink of sinks.values()) await sink.finish();
  if (features.functions) {
    for (const [name, code] of functionLibraries) {
      for (const master of masters) await master.call('FUNCTION', 'LOAD', 'REPLACE', code);
      tally.functions.push(name);
    }
  }
  // The fields that are meant to be expired have ten milliseconds to live.
  if (options.expiredFields === true) await sleep(50);
  return tally.report();
}

function specials(options: FillOptions, features: ServerFeatures): Specimen[] {
  const prng = (part: string): ReturnType<typeof createPrng> => createPrng(`${options.seed}/${part}`);
  return [
    ...stringSpecimens(prng('strings')),
    ...collectionSpecimens(prng('collections')),
    ...streamSpecimens(prng('streams'), features),
    ...fieldTtlSpecimens(prng('field-ttl'), features.fieldTtl),
    ...(options.expiredFields === true && features.fieldTtl ? expiredFieldSpecimens(prng('expired')) : []),
    ...(options.vectorSets === true && features.vectorSets ? vectorSetSpecimens(prng('vectors')) : []),
    ...(options.bigKeys === undefined ? [] : bigSpecimens(prng('big'), options.bigKeys)),
  ];
}

/** CONFIG may be forbidden, so the databases are tried out. */
async function availableDatabases(client: Redis): Promise<number[]> {
  const probe = client.duplicate({ db: 0, lazyConnect: true });
  probe.on('error', () => undefined);
  await probe.connect();
  const found: number[] = [];
  for (const { db } of databaseShares) {
    const there = await probe.select(db).then(
      () => true,
      () => false,
    );
    if (there) found.push(db);
  }
  probe.disconnect();
  return found;
}
