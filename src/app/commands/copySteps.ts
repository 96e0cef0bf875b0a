import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { ConflictPolicy } from '../../core/model/run';
import { choiceText } from '../desk/choiceText';
import type { CopyChoice } from '../desk/copyChoice';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import type { Desk } from '../desk/desk';
import type { Step } from '../desk/steps';
import { addEndpoint } from './addEndpoint';
import { endpointItem } from './chooseEndpoint';
import { t } from '../../core/model/t';

/** A copy while it is being described. */
export interface CopyDraft {
  source?: Endpoint;
  target?: Endpoint;
  choice: CopyChoice;
}

const TITLE = t('Copy Data');

const POLICIES: readonly Choice<ConflictPolicy>[] = [
  { label: t('Replace'), detail: t("The source's value takes the place of the target's."), value: 'replace' },
  { label: t('Skip'), detail: t('Keys that the target holds stay as they are.'), value: 'skip' },
  {
    label: t('Fail'),
    detail: t('Keys that the target holds stay as they are, and the report names each of them.'),
    value: 'fail',
  },
];

/** The questions that describe a copy. Ends that are given are not asked for. */
export function copySteps(desk: Desk, given: Pick<CopyDraft, 'source' | 'target'>): Step<CopyDraft>[] {
  return [
    {
      applies: () => given.source === undefined,
      ask: endpointStep(desk, {
        placeholder: t('Copy from which endpoint?'),
        read: (draft) => draft.source,
        write: (draft, endpoint) => (draft.source = endpoint),
        offered: () => true,
      }),
    },
    {
      applies: () => given.target === undefined,
      ask: endpointStep(desk, {
        placeholder: t('Copy into which endpoint?'),
        read: (draft) => draft.target,
        write: (draft, endpoint) => (draft.target = endpoint),
        offered: (draft, endpoint) => endpoint.id !== draft.source?.id,
      }),
    },
    {
      ask: async (draft, position) => {
        for (;;) {
          const options: Choice<'options'> = {
            label: t('Options…'),
            detail: choiceText(draft.choice),
            iconPath: new vscode.ThemeIcon('settings-gear'),
            alwaysShow: true,
            value: 'options',
          };
          const answer = await askPick<ConflictPolicy | 'options'>(
            {
              title: TITLE,
              placeholder: t('What if the target already holds a key?'),
              choices: [...POLICIES, options],
              active: draft.choice.onConflict,
            },
            position,
          );
          if (typeof answer === 'string') return answer;
          if (answer.picked !== 'options') {
            draft.choice = { ...draft.choice, onConflict: answer.picked };
            return 'next';
          }
          draft.choice = await (await desk.questions()).options(TITLE, draft.choice);
        }
      },
    },
  ];
}

interface EndpointQuestion {
  readonly placeholder: string;
  readonly read: (draft: CopyDraft) => Endpoint | undefined;
  readonly write: (draft: CopyDraft, endpoint: Endpoint) => void;
  readonly offered: (draft: CopyDraft, endpoint: Endpoint) => boolean;
}

function endpointStep(desk: Desk, question: EndpointQuestion): Step<CopyDraft>['ask'] {
  return async (draft, position) => {
    for (;;) {
      const endpoints = desk.endpoints.list().filter((endpoint) => question.offered(draft, endpoint));
      const answer = await askPick<Endpoint | 'add'>(
        {
          title: TITLE,
          placeholder: question.placeholder,
          choices: [
            ...endpoints.map((endpoint) => ({ ...endpointItem(endpoint), value: endpoint })),
            {
              label: t('Add Endpoint…'),
              iconPath: new vscode.ThemeIcon('add'),
              alwaysShow: true,
              value: 'add',
            },
          ],
          ...activeOf(endpoints, question.read(draft)),
        },
        position,
      );
      if (typeof answer === 'string') return answer;
      const endpoint = answer.picked === 'add' ? await addEndpoint(desk) : answer.picked;
      // Left the questions about the new endpoint: back to the list.
      if (endpoint === undefined) continue;
      question.write(draft, endpoint);
      return 'next';
    }
  };
}

/** The list is read anew each time, so that the chosen endpoint is found by its id. */
function activeOf(endpoints: readonly Endpoint[], chosen: Endpoint | undefined): { active?: Endpoint } {
  const active = endpoints.find(({ id }) => id === chosen?.id);
  return active === undefined ? {} : { active };
}
