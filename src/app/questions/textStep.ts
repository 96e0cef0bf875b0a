import { askText } from '../desk/askText';
import type { TextQuestion } from '../desk/askText';
import type { Step } from '../desk/steps';

/** A question whose answer, without the blanks around it, becomes one field of what is asked for. */
export function textStep<Name extends string>(
  title: string,
  name: Name,
  question: Omit<TextQuestion, 'title' | 'value'>,
): Step<Record<Name, string>> {
  return {
    ask: async (draft, position) => {
      const answer = await askText({ title, value: draft[name], ...question }, position);
      if (typeof answer === 'string') return answer;
      draft[name] = answer.text.trim();
      return 'next';
    },
  };
}
