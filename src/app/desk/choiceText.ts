import { choiceWords } from '../../core/report/choiceWords';
import { formatCount } from '../../core/report/format';
import { unverifiable } from '../../core/verify/unverifiable';
import type { CopyChoice } from './copyChoice';

/** What a copy chooses and limits, a sentence each, without the marks of Markdown; none when it does not. */
export function plainChoiceWords(choice: CopyChoice): string[] {
  return [...choiceWords(choice), ...besideWords(choice)].map((sentence) => sentence.replace(/`/g, ''));
}

/** What a copy does that is not what every copy does, in a line. */
export function choiceText(choice: CopyChoice): string {
  const words = [
    ...(choice.dryRun === true ? ['Dry run: nothing is written.'] : []),
    ...plainChoiceWords(choice),
  ];
  return words.length === 0 ? 'Everything is copied. Dry run, sample, verify, filters.' : words.join(' ');
}

function besideWords(choice: CopyChoice): string[] {
  return [
    ...(choice.readFrom === 'replica' ? ['Keys are read from a replica of the source.'] : []),
    ...verifyWords(choice),
  ];
}

function verifyWords(choice: CopyChoice): string[] {
  const { verify, repair } = choice;
  if (verify === undefined) return [];
  const why = unverifiable(choice);
  if (why !== undefined) return [`Not verified afterwards: ${why}.`];
  const how = {
    full: 'Verified in full afterwards.',
    quick: 'Verified quickly afterwards, without values.',
    sample: `Verified afterwards, ${formatCount(verify.kind === 'sample' ? verify.keys : 0)} keys of each side.`,
  }[verify.kind];
  return [how, ...(repair === true ? ['What differs is copied again.'] : [])];
}
