import type { VerifyMode } from '../../core/verify/plan';
import { databasesProblem, databasesText, readDatabases } from './databasesText';
import type { CopyChoice } from './copyChoice';
import { KINDS } from './kinds';
import { rangeProblem, rangeText, readRange, readSize, readWhole, sizeText } from './rangeText';
import { slotsProblem } from './slotsText';
import { t } from '../../core/model/t';

/** An option of a single copy: its row in the list, and how picking it changes the choice. */
export interface CopyOption {
  readonly label: string;
  /** What it is now, in the row. */
  readonly describe: (choice: CopyChoice) => string;
  readonly change: Switch | WrittenOption;
}

/** Picking it goes on to the next of a few states. */
export type Switch = (choice: CopyChoice) => CopyChoice;

/** An option that is written down. */
export interface WrittenOption {
  readonly prompt: string;
  readonly placeholder: string;
  readonly read: (choice: CopyChoice) => string;
  /** The choice with what was written, trimmed; what is empty chooses nothing. */
  readonly write: (choice: CopyChoice, text: string) => CopyChoice;
  /** What is wrong with a text that is not empty, as a sentence. */
  readonly problem?: (text: string) => string | undefined;
}

const OFF = t('off');

type Optional = Exclude<keyof CopyChoice, 'onConflict'>;

/** The options of a single copy, in the order that they are offered in. */
export const COPY_OPTIONS: readonly CopyOption[] = [
  {
    label: t('Dry Run'),
    describe: ({ dryRun }) => (dryRun === true ? t('on: nothing is written') : OFF),
    change: (choice) => toggled(choice, 'dryRun'),
  },
  {
    label: t('Sample'),
    describe: ({ sample }) => (sample === undefined ? t('all keys') : t('{0} keys', sample)),
    change: {
      prompt: t('A rehearsal: how many keys to copy at most. Leave it empty for all.'),
      placeholder: t('all keys'),
      read: ({ sample }) => (sample === undefined ? '' : String(sample)),
      write: (choice, text) => put(choice, 'sample', text, Number),
      problem: (text) => (/^[1-9]\d{0,14}$/.test(text) ? undefined : t('This is not a whole number from 1.')),
    },
  },
  {
    label: t('Verify'),
    describe: ({ verify }) => (verify === undefined ? t('no') : t('afterwards: {0}', modeText(verify))),
    change: {
      prompt: t(
        'How to compare both ends after the copy: full, quick (no values), or sample:N. Leave it empty for not at all.',
      ),
      placeholder: t('not at all'),
      read: ({ verify }) => (verify === undefined ? '' : modeText(verify)),
      write: (choice, text) => put(choice, 'verify', text, modeOf),
      problem: (text) =>
        /^(full|quick|sample:[1-9]\d{0,14})$/.test(text) ? undefined : t('Write full, quick or sample:1000.'),
    },
  },
  {
    label: t('Repair'),
    describe: ({ repair }) => (repair === true ? t('on: what differs is copied again') : OFF),
    change: (choice) => toggled(choice, 'repair'),
  },
  {
    label: t('Match'),
    describe: ({ match }) => match ?? t('every name'),
    change: {
      prompt: t('Only keys that match this pattern, as in SCAN MATCH. Leave it empty for all.'),
      placeholder: 'app:*',
      read: ({ match = '' }) => match,
      write: (choice, text) => put(choice, 'match', text, String),
    },
  },
  {
    label: t('Exclude'),
    describe: ({ exclude = [] }) => (exclude.length === 0 ? t('nothing') : exclude.join(' ')),
    change: {
      prompt: t(
        'No keys that match one of these patterns, with spaces between them. Leave it empty for none.',
      ),
      placeholder: 'tmp:* lock:*',
      read: ({ exclude = [] }) => exclude.join(' '),
      write: (choice, text) => put(choice, 'exclude', text, (globs) => globs.split(/\s+/)),
    },
  },
  {
    label: t('Types'),
    describe: ({ types = [] }) => (types.length === 0 ? t('all types') : types.join(', ')),
    change: {
      prompt: t(
        'Only keys of these types, with commas between them: {0}. Leave it empty for all.',
        KINDS.join(', '),
      ),
      placeholder: 'string, hash',
      read: ({ types = [] }) => types.join(', '),
      write: (choice, text) => put(choice, 'types', text, kindsOf),
      problem: (text) =>
        kindsOf(text).length === text.split(',').length
          ? undefined
          : t('A type is one of {0}.', KINDS.join(', ')),
    },
  },
  {
    label: t('Expiry'),
    describe: ({ ttl }) =>
      ttl === undefined ? t('with and without') : ttl === 'with' ? t('only with') : t('only without'),
    change: (choice) => nextTtl(choice),
  },
  {
    label: t('Size'),
    describe: ({ minBytes, maxBytes }) => rangeText({ from: minBytes, to: maxBytes }, sizeText) || t('any'),
    change: {
      prompt: t(
        "Only keys that take so many bytes of the source's memory, from-to: 1k-10M, 1M- or -500k. Leave it empty for any.",
      ),
      placeholder: '1k-10M',
      read: ({ minBytes, maxBytes }) => rangeText({ from: minBytes, to: maxBytes }, sizeText),
      write: (choice, text) => {
        const { from, to } = readRange(text, readSize) ?? {};
        return putFigure(putFigure(choice, 'minBytes', from), 'maxBytes', to);
      },
      problem: (text) => rangeProblem(text, readSize, '1k-10M, 1M- or -500k'),
    },
  },
  {
    label: t('Idle'),
    describe: ({ minIdle, maxIdle }) => {
      const range = rangeText({ from: minIdle, to: maxIdle }, String);
      return range === '' ? t('any') : t('{0} seconds', range);
    },
    change: {
      prompt: t(
        'Only keys that were last used so many seconds ago, from-to: 60-3600, 86400- or -60. Leave it empty for any.',
      ),
      placeholder: '86400-',
      read: ({ minIdle, maxIdle }) => rangeText({ from: minIdle, to: maxIdle }, String),
      write: (choice, text) => {
        const { from, to } = readRange(text, readWhole) ?? {};
        return putFigure(putFigure(choice, 'minIdle', from), 'maxIdle', to);
      },
      problem: (text) => rangeProblem(text, readWhole, '60-3600, 86400- or -60'),
    },
  },
  {
    label: t('Databases'),
    describe: ({ databases }) => (databases === undefined ? t('all') : databasesText(databases)),
    change: {
      prompt: t(
        'Only these databases: 0,2, to other numbers 0:0,1:2, or with prefixes 0:0,1:0/app1:. Leave it empty for all.',
      ),
      placeholder: t('all databases'),
      read: ({ databases = [] }) => databasesText(databases),
      write: (choice, text) => put(choice, 'databases', text, readDatabases),
      problem: (text) => sentence(databasesProblem(text)),
    },
  },
  {
    label: t('Slots'),
    describe: ({ slots }) => slots ?? t('all'),
    change: {
      prompt: t('Only keys of these slots, from 0 to 16383. Leave it empty for all.'),
      placeholder: '0-5460,9000',
      read: ({ slots = '' }) => slots,
      write: (choice, text) => put(choice, 'slots', text, String),
      problem: (text) => sentence(slotsProblem(text)),
    },
  },
  {
    label: t('Read From'),
    describe: ({ readFrom }) => (readFrom === 'replica' ? t('a replica of the source') : t('the primary')),
    change: ({ readFrom, ...rest }) => (readFrom === undefined ? { ...rest, readFrom: 'replica' } : rest),
  },
  {
    label: t('Automatic Pace'),
    describe: ({ autoPace }) => (autoPace === true ? t('on: slower while the source is') : OFF),
    change: (choice) => toggled(choice, 'autoPace'),
  },
];

function put<Name extends Optional>(
  choice: CopyChoice,
  name: Name,
  text: string,
  read: (text: string) => CopyChoice[Name],
): CopyChoice {
  return text === '' ? without(choice, name) : { ...choice, [name]: read(text) };
}

function putFigure(choice: CopyChoice, name: Optional, figure: number | undefined): CopyChoice {
  return figure === undefined ? without(choice, name) : { ...choice, [name]: figure };
}

function toggled(choice: CopyChoice, name: 'dryRun' | 'repair' | 'autoPace'): CopyChoice {
  return choice[name] === true ? without(choice, name) : { ...choice, [name]: true };
}

function nextTtl({ ttl, ...rest }: CopyChoice): CopyChoice {
  if (ttl === undefined) return { ...rest, ttl: 'with' };
  return ttl === 'with' ? { ...rest, ttl: 'without' } : rest;
}

function without(choice: CopyChoice, name: Optional): CopyChoice {
  const rest: { -readonly [Key in keyof CopyChoice]: CopyChoice[Key] } = { ...choice };
  Reflect.deleteProperty(rest, name);
  return rest;
}

function kindsOf(text: string): (typeof KINDS)[number][] {
  return text.split(',').flatMap((word) => KINDS.filter((kind) => kind === word.trim()));
}

function modeText(mode: VerifyMode): string {
  return mode.kind === 'sample' ? `sample:${String(mode.keys)}` : mode.kind;
}

function modeOf(text: string): VerifyMode {
  if (text === 'quick') return { kind: text };
  const [, keys] = /^sample:(\d+)$/.exec(text) ?? [];
  return keys === undefined ? { kind: 'full' } : { kind: 'sample', keys: Number(keys) };
}

function sentence(problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : t('This {0}.', problem);
}
