import { MAX_MEMORY } from '../../core/copy/memory';
import { BIG_KEY_BYTES } from '../../core/copy/plan';
import type { TtlClass } from '../../core/copy/selection';
import type { ConflictPolicy } from '../../core/model/run';
import { RETRY_FOR_SECONDS } from '../../core/waits';
import { SETTINGS } from '../ids';
import type { CopyChoice } from './copyChoice';
import { KINDS } from './kinds';
import { databasesProblem, readDatabases } from './databasesText';
import { slotsProblem } from './slotsText';
import { flag, invalid, numberBetween, oneOf, text, texts, wholeNumber } from './settingValues';
import type { ReadSetting } from './settingValues';
import { t } from '../../core/model/t';

const POLICIES: readonly ConflictPolicy[] = ['replace', 'skip', 'fail'];
const TTL_CLASSES: readonly (TtlClass | 'any')[] = ['any', 'with', 'without'];
const READ_FROM = ['primary', 'replica'] as const;
const VERIFY = ['none', 'quick', 'full', 'sample'] as const;
/** What Dial.lanes takes. */
const MOST_LANES = 16;
/** What CopyPlan.retryForSeconds takes. */
const MOST_PATIENCE_SECONDS = 3600;
/** How many keys of each side a verification of a sample looks at unless the settings say otherwise. */
const USUAL_VERIFIED_KEYS = 10_000;

/**
 * What the settings ask of a copy. An empty text, an empty list and 0 choose and limit nothing.
 * @param read the value of a setting, as the editor keeps it: anybody may have written anything there
 * @throws Failure `settings.invalid` naming the setting
 */
export function copyChoice(read: ReadSetting): CopyChoice {
  const match = text(SETTINGS.match, read);
  const exclude = texts(SETTINGS.exclude, read);
  const types = texts(SETTINGS.types, read).map((kind) => oneOf(SETTINGS.types, KINDS, kind));
  const ttl = oneOf(SETTINGS.ttl, TTL_CLASSES, read(SETTINGS.ttl) ?? 'any');
  const sample = wholeNumber(SETTINGS.sample, read);
  const keysPerSecond = wholeNumber(SETTINGS.rateKeys, read);
  const bytesPerSecond = wholeNumber(SETTINGS.rateBytes, read);
  const readFrom = oneOf(SETTINGS.readFrom, READ_FROM, read(SETTINGS.readFrom) ?? 'primary');
  return {
    onConflict: oneOf(SETTINGS.onConflict, POLICIES, read(SETTINGS.onConflict) ?? 'replace'),
    ...(match === '' ? {} : { match }),
    ...(exclude.length === 0 ? {} : { exclude }),
    ...(types.length === 0 ? {} : { types }),
    ...(ttl === 'any' ? {} : { ttl }),
    ...databases(read),
    ...slots(read),
    ...bounds(read),
    ...(sample === 0 ? {} : { sample }),
    ...(keysPerSecond === 0 ? {} : { keysPerSecond }),
    ...(bytesPerSecond === 0 ? {} : { bytesPerSecond }),
    ...(flag(SETTINGS.autoPace, read) ? { autoPace: true } : {}),
    ...(flag(SETTINGS.evictionData, read) ? { evictionData: true } : {}),
    ...(flag(SETTINGS.dryRun, read) ? { dryRun: true } : {}),
    ...endurance(read),
    ...(readFrom === 'replica' ? { readFrom } : {}),
    ...verification(read),
  };
}

/** How many connections to each node; see Dial. @throws Failure `settings.invalid` */
export function lanes(read: ReadSetting): number {
  return numberBetween(SETTINGS.lanes, read, { from: 1, to: MOST_LANES, usual: 1 });
}

/** Which databases they ask to be copied where; undefined where that cannot be read. Never throws. */
export function chosenDatabases(read: ReadSetting): CopyChoice['databases'] {
  try {
    return databases(read).databases;
  } catch {
    return undefined;
  }
}

function databases(read: ReadSetting): Pick<CopyChoice, 'databases'> {
  const written = text(SETTINGS.databases, read);
  if (written === '') return {};
  const problem = databasesProblem(written);
  if (problem !== undefined) throw invalid(SETTINGS.databases, problem);
  return { databases: readDatabases(written) };
}

function slots(read: ReadSetting): Pick<CopyChoice, 'slots'> {
  const written = text(SETTINGS.slots, read);
  if (written === '') return {};
  const problem = slotsProblem(written);
  if (problem !== undefined) throw invalid(SETTINGS.slots, problem);
  return { slots: written };
}

function bounds(read: ReadSetting): Pick<CopyChoice, 'minBytes' | 'maxBytes' | 'minIdle' | 'maxIdle'> {
  const minBytes = wholeNumber(SETTINGS.minBytes, read);
  const maxBytes = wholeNumber(SETTINGS.maxBytes, read);
  const minIdle = wholeNumber(SETTINGS.minIdle, read);
  const maxIdle = wholeNumber(SETTINGS.maxIdle, read);
  const beyond = (least: number, most: number): boolean => most !== 0 && least > most;
  if (beyond(minBytes, maxBytes)) throw invalid(SETTINGS.minBytes, t('is more than {0}', SETTINGS.maxBytes));
  if (beyond(minIdle, maxIdle)) throw invalid(SETTINGS.minIdle, t('is more than {0}', SETTINGS.maxIdle));
  return {
    ...(minBytes === 0 ? {} : { minBytes }),
    ...(maxBytes === 0 ? {} : { maxBytes }),
    ...(minIdle === 0 ? {} : { minIdle }),
    ...(maxIdle === 0 ? {} : { maxIdle }),
  };
}

/** What a copy bears: large keys, little memory, and ends that fail for a while. What is as usual is left to the copy itself. */
function endurance(read: ReadSetting): Pick<CopyChoice, 'bigKeyBytes' | 'maxMemory' | 'retryForSeconds'> {
  const most = Number.MAX_SAFE_INTEGER;
  const bigKeyBytes = numberBetween(SETTINGS.bigKeyBytes, read, {
    from: 1,
    to: most,
    usual: BIG_KEY_BYTES,
  });
  const maxMemory = numberBetween(SETTINGS.maxMemory, read, {
    from: MAX_MEMORY.least,
    to: most,
    usual: MAX_MEMORY.usual,
  });
  const retryForSeconds = numberBetween(SETTINGS.retryForSeconds, read, {
    from: 0,
    to: MOST_PATIENCE_SECONDS,
    usual: RETRY_FOR_SECONDS,
  });
  return {
    ...(bigKeyBytes === BIG_KEY_BYTES ? {} : { bigKeyBytes }),
    ...(maxMemory === MAX_MEMORY.usual ? {} : { maxMemory }),
    ...(retryForSeconds === RETRY_FOR_SECONDS ? {} : { retryForSeconds }),
  };
}

function verification(read: ReadSetting): Pick<CopyChoice, 'verify' | 'repair'> {
  const mode = oneOf(SETTINGS.verify, VERIFY, read(SETTINGS.verify) ?? 'none');
  const repair = flag(SETTINGS.repair, read);
  const keys = numberBetween(SETTINGS.verifySample, read, {
    from: 1,
    to: Number.MAX_SAFE_INTEGER,
    usual: USUAL_VERIFIED_KEYS,
  });
  if (mode === 'none') return {};
  const verify = mode === 'sample' ? ({ kind: mode, keys } as const) : { kind: mode };
  return { verify, ...(repair ? { repair } : {}) };
}
