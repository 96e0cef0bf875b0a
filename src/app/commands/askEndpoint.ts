import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import type { Desk } from '../desk/desk';
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
}

/** Asks for one of the endpoints, or for a new one. Undefined when the user left. */
export async function askEndpoint(desk: Desk, question: EndpointQuestion): Promise<Endpoint | undefined> {
  for (;;) {
    const endpoints = desk.endpoints.list().filter(({ id }) => id !== question.except);
    const active = endpoints.find(({ id }) => id === question.active);
    const answer = await askPick<Endpoint | 'add'>(
      {
        title: question.title,
        placeholder: question.placeholder,
        choices: [...endpoints.map((endpoint) => ({ ...endpointItem(endpoint), value: endpoint })), ADD],
        ...(active === undefined ? {} : { active }),
      },
      { step: 1, total: 1, canGoBack: false },
    );
    if (typeof answer === 'string') return undefined;
    if (answer.picked !== 'add') return answer.picked;
    const added = await addEndpoint(desk);
    // Left the questions about the new endpoint: back to the list.
    if (added !== undefined) return added;
  }
}

const ADD: Choice<'add'> = {
  label: t('Add Endpoint…'),
  iconPath: new vscode.ThemeIcon('add'),
  alwaysShow: true,
  value: 'add',
};
