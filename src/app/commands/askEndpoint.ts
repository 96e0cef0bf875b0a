import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import { idOfPlanned, strangeEnd } from '../desk/checkEnd';
import type { Desk } from '../desk/desk';
import { PLANNED } from '../desk/plannedChoice';
import { addEndpoint } from './addEndpoint';
import { endpointItem } from './chooseEndpoint';
import { t } from '../../core/model/t';

/** One question after an endpoint. */
export interface EndpointQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** The one that is highlighted at first. */
  readonly active?: string;
  /** The one that is out of the question, such as the other end. */
  readonly except?: string;
  /** Whether it may be a cache that is yet to be created: see `strangeEnd`. */
  readonly planned?: true;
}

/** Asks for one of the endpoints, or for a new one. Undefined when the user left. */
export async function askEndpoint(desk: Desk, question: EndpointQuestion): Promise<Endpoint | undefined> {
  for (;;) {
    const endpoints = desk.endpoints.list().filter(({ id }) => id !== question.except);
    const active = endpoints.find(({ id }) => id === question.active);
    const answer = await askPick<Endpoint | 'add' | 'planned'>(
      {
        title: question.title,
        placeholder: question.placeholder,
        choices: [
          ...endpoints.map((endpoint) => ({ ...endpointItem(endpoint), value: endpoint })),
          ...(question.planned === true ? [PLANNED] : []),
          ADD,
        ],
        ...(active === undefined ? {} : { active }),
      },
      { step: 1, total: 1, canGoBack: false },
    );
    if (typeof answer === 'string') return undefined;
    if (answer.picked !== 'add' && answer.picked !== 'planned') return answer.picked;
    const made = answer.picked === 'add' ? await addEndpoint(desk) : await askPlanned(desk);
    // Left the questions about the new one: back to the list.
    if (made !== undefined) return made;
  }
}

async function askPlanned(desk: Desk): Promise<Endpoint | undefined> {
  const words = await (await desk.questions()).planned();
  return words === undefined ? undefined : strangeEnd(idOfPlanned(words));
}

const ADD: Choice<'add'> = {
  label: t('Add Endpoint…'),
  iconPath: new vscode.ThemeIcon('add'),
  alwaysShow: true,
  value: 'add',
};
