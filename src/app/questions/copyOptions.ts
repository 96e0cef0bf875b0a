import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import { askText } from '../desk/askText';
import type { CopyChoice } from '../desk/copyChoice';
import { COPY_OPTIONS } from '../desk/copyOptionList';
import type { CopyOption, WrittenOption } from '../desk/copyOptionList';
import { t } from '../../core/model/t';

/** Asks for the options of one copy. Leaving them by anything but Done gives back what was there before. */
export async function askOptions(title: string, from: CopyChoice): Promise<CopyChoice> {
  let choice = from;
  for (;;) {
    const question = {
      title: t('{0}: Options', title),
      placeholder: t('For this copy only'),
      choices: choices(choice),
    };
    const answer = await askPick<CopyOption | 'done'>(question, ALONE);
    if (typeof answer === 'string') return from;
    const { picked } = answer;
    if (picked === 'done') return choice;
    const { change } = picked;
    choice = typeof change === 'function' ? change(choice) : await written(title, choice, change);
  }
}

/** A question beside the sequence: it leads back to where it came from. */
const ALONE = { step: 1, total: 1, canGoBack: true };

async function written(title: string, choice: CopyChoice, option: WrittenOption): Promise<CopyChoice> {
  const { prompt, placeholder, read, write, problem } = option;
  const validate = (text: string): string | undefined =>
    text.trim() === '' ? undefined : problem?.(text.trim());
  const question = { title: t('{0}: Options', title), prompt, placeholder, value: read(choice), validate };
  const answer = await askText(question, ALONE);
  return typeof answer === 'string' ? choice : write(choice, answer.text.trim());
}

function choices(choice: CopyChoice): Choice<CopyOption | 'done'>[] {
  return [
    { label: t('Done'), detail: t('Keeps this, and goes back to the question.'), value: 'done' },
    ...COPY_OPTIONS.map((option) => ({
      label: option.label,
      description: option.describe(choice),
      value: option,
    })),
  ];
}
