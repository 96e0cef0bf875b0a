import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import { askText } from '../desk/askText';
import { KINDS } from '../desk/copySettings';
import type { CopyChoice } from '../desk/copySettings';

type Option = 'done' | 'dryRun' | 'sample' | 'match' | 'exclude' | 'types' | 'ttl';

/** An option that is written down. */
interface TextOption {
  readonly prompt: string;
  readonly placeholder: string;
  readonly read: (choice: CopyChoice) => string;
  /** The choice with what was written; what was empty chooses nothing. */
  readonly write: (choice: CopyChoice, text: string) => CopyChoice;
  readonly problem?: (text: string) => string | undefined;
}

const TEXTS: Readonly<Record<Exclude<Option, 'done' | 'dryRun' | 'ttl'>, TextOption>> = {
  sample: {
    prompt: 'A rehearsal: how many keys to copy at most. Leave it empty for all.',
    placeholder: 'all keys',
    read: ({ sample }) => (sample === undefined ? '' : String(sample)),
    write: (choice, text) => (text === '' ? without(choice, 'sample') : { ...choice, sample: Number(text) }),
    problem: (text) =>
      text === '' || /^[1-9]\d{0,14}$/.test(text) ? undefined : 'This is not a whole number from 1.',
  },
  match: {
    prompt: 'Only keys that match this pattern, as in SCAN MATCH. Leave it empty for all.',
    placeholder: 'app:*',
    read: ({ match = '' }) => match,
    write: (choice, match) => (match === '' ? without(choice, 'match') : { ...choice, match }),
  },
  exclude: {
    prompt: 'No keys that match one of these patterns, with spaces between them. Leave it empty for none.',
    placeholder: 'tmp:* lock:*',
    read: ({ exclude = [] }) => exclude.join(' '),
    write: (choice, text) =>
      text === '' ? without(choice, 'exclude') : { ...choice, exclude: text.split(/\s+/) },
  },
  types: {
    prompt: `Only keys of these types, with commas between them: ${KINDS.join(', ')}. Leave it empty for all.`,
    placeholder: 'string, hash',
    read: ({ types = [] }) => types.join(', '),
    write: (choice, text) => (text === '' ? without(choice, 'types') : { ...choice, types: kindsOf(text) }),
    problem: (text) =>
      text === '' || kindsOf(text).length === text.split(',').length
        ? undefined
        : `A type is one of ${KINDS.join(', ')}.`,
  },
};

/** Asks for the options of one copy, until the user is done with them. Leaving keeps what was chosen so far. */
export async function askOptions(title: string, from: CopyChoice): Promise<CopyChoice> {
  let choice = from;
  for (;;) {
    const question = {
      title: `${title}: Options`,
      placeholder: 'For this copy only',
      choices: choices(choice),
    };
    const answer = await askPick<Option>(question, ALONE);
    const picked = typeof answer === 'string' ? 'done' : answer.picked;
    if (picked === 'done') return choice;
    choice = await changed(title, choice, picked);
  }
}

/** A question beside the sequence: it leads back to where it came from. */
const ALONE = { step: 1, total: 1, canGoBack: true };

async function changed(
  title: string,
  choice: CopyChoice,
  option: Exclude<Option, 'done'>,
): Promise<CopyChoice> {
  if (option === 'dryRun') return { ...choice, dryRun: choice.dryRun !== true };
  if (option === 'ttl') return nextTtl(choice);
  const { prompt, placeholder, read, write, problem } = TEXTS[option];
  const validate = (text: string): string | undefined => problem?.(text.trim());
  const question = { title: `${title}: Options`, prompt, placeholder, value: read(choice), validate };
  const answer = await askText(question, ALONE);
  return typeof answer === 'string' ? choice : write(choice, answer.text.trim());
}

function choices(choice: CopyChoice): Choice<Option>[] {
  const { dryRun, sample, match, exclude = [], types = [], ttl } = choice;
  return [
    { label: 'Done', detail: 'Back to the question.', value: 'done' },
    { label: 'Dry Run', description: dryRun === true ? 'on: nothing is written' : 'off', value: 'dryRun' },
    {
      label: 'Sample',
      description: sample === undefined ? 'all keys' : `${String(sample)} keys`,
      value: 'sample',
    },
    { label: 'Match', description: match ?? 'every name', value: 'match' },
    { label: 'Exclude', description: exclude.length === 0 ? 'nothing' : exclude.join(' '), value: 'exclude' },
    { label: 'Types', description: types.length === 0 ? 'all types' : types.join(', '), value: 'types' },
    { label: 'Expiry', description: ttl === undefined ? 'with and without' : `only ${ttl}`, value: 'ttl' },
  ];
}

function nextTtl({ ttl, ...rest }: CopyChoice): CopyChoice {
  if (ttl === undefined) return { ...rest, ttl: 'with' };
  return ttl === 'with' ? { ...rest, ttl: 'without' } : rest;
}

function without(choice: CopyChoice, name: Exclude<keyof CopyChoice, 'onConflict'>): CopyChoice {
  const rest: { -readonly [Key in keyof CopyChoice]: CopyChoice[Key] } = { ...choice };
  Reflect.deleteProperty(rest, name);
  return rest;
}

function kindsOf(text: string): (typeof KINDS)[number][] {
  return text.split(',').flatMap((word) => KINDS.filter((kind) => kind === word.trim()));
}
