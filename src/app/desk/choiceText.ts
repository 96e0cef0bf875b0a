import { choiceWords } from '../../core/report/choiceWords';
import type { CopyChoice } from './copySettings';

/** What a copy chooses and limits, a sentence each, without the marks of Markdown; none when it does not. */
export function plainChoiceWords(choice: CopyChoice): string[] {
  return choiceWords(choice).map((sentence) => sentence.replace(/`/g, ''));
}

/** What a copy does that is not what every copy does, in a line. */
export function choiceText(choice: CopyChoice): string {
  const words = [
    ...(choice.dryRun === true ? ['Dry run: nothing is written.'] : []),
    ...plainChoiceWords(choice),
  ];
  return words.length === 0 ? 'Everything is copied. Dry run, sample, filters.' : words.join(' ');
}
