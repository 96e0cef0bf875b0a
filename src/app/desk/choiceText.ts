import { choiceWords } from '../../core/report/choiceWords';
import { formatCount } from '../../core/report/format';
import { unverifiable } from '../../core/verify/unverifiable';
import type { CopyChoice } from './copyChoice';
import { t } from '../../core/model/t';

/** What a copy chooses and limits, a sentence each, without the marks of Markdown; none when it does not. */
export function plainChoiceWords(choice: CopyChoice): string[] {
  return [...choiceWords(choice), ...besideWords(choice)].map((sentence) => sentence.replace(/`/g, ''));
}

/** What a copy does that is not what every copy does, in a line. */
export function choiceText(choice: CopyChoice): string {
  const words = [
    ...(choice.dryRun === true ? [t('Dry run: nothing is written.')] : []),
    ...plainChoiceWords(choice),
  ];
  return words.length === 0 ? t('Everything is copied. Dry run, sample, verify, filters.') : words.join(' ');
}

function besideWords(choice: CopyChoice): string[] {
  return [
    ...(choice.readFrom === 'replica' ? [t('Keys are read from a replica of the source.')] : []),
    ...verifyWords(choice),
  ];
}

function verifyWords(choice: CopyChoice): string[] {
  const { verify, repair, onConflict } = choice;
  if (verify === undefined) return [];
  const why = unverifiable(choice);
  if (why !== undefined) return [t('Not verified afterwards: {0}.', why)];
  const how = {
    full: t('Verified in full afterwards.'),
    quick: t('Verified quickly afterwards, without values.'),
    sample: t(
      'Verified afterwards, {0} keys of each side.',
      formatCount(verify.kind === 'sample' ? verify.keys : 0),
    ),
  }[verify.kind];
  if (repair !== true) return [how];
  return [
    how,
    onConflict === 'replace'
      ? t('What differs is copied again.')
      : t('What is missing is copied again; what the target held stays.'),
  ];
}
