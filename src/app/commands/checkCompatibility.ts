import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import type { Desk } from '../desk/desk';
import { PLANNED } from '../desk/plannedChoice';
import { runSteps } from '../desk/steps';
import type { Step } from '../desk/steps';
import { requireTrust } from '../desk/trust';
import { idOfFile, idOfPlanned, strangeEnd } from '../desk/checkEnd';
import { addEndpoint } from './addEndpoint';
import { askRdbFile } from './askRdbFile';
import { endpointItem } from './chooseEndpoint';
import { selectedEndpoints } from './selectedEndpoints';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

/** A check while it is being described. */
interface CheckDraft {
  source?: Endpoint;
  /** null: the source alone. */
  target?: Endpoint | null;
}

const TITLE = t('Check Compatibility');

/**
 * Check Compatibility…: asks of which source, and for which target if there is one; opens the page of the check.
 * @param selected the rows that are selected, when it was called for a row among them: each is checked, for the same target
 */
export async function checkCompatibility(desk: Desk, argument: unknown, selected?: unknown): Promise<void> {
  if (!(await requireTrust(t('Checking')))) return;
  const several = selectedEndpoints(desk, selected);
  if (several.length > 1) {
    const shared: CheckDraft = {};
    if (!(await runSteps(shared, [{ ask: targetStep(desk, several) }]))) return;
    for (const { id } of several) desk.pages.openCheck({ source: id, target: shared.target?.id ?? null });
    return;
  }
  const subject = subjectOf(argument);
  const given = subject === undefined ? undefined : (strangeEnd(subject) ?? desk.endpoints.find(subject));
  const draft: CheckDraft = given === undefined ? {} : { source: given };
  const steps: Step<CheckDraft>[] = [
    { applies: () => given === undefined, ask: sourceStep(desk) },
    { ask: targetStep(desk) },
  ];
  if (!(await runSteps(draft, steps)) || draft.source === undefined) return;
  desk.pages.openCheck({ source: draft.source.id, target: draft.target?.id ?? null });
}

function sourceStep(desk: Desk): Step<CheckDraft>['ask'] {
  return async (draft, position) => {
    for (;;) {
      const choices = [...endpointChoices(desk.endpoints.list()), RDB_FILE, ADD];
      const answer = await askPick<Endpoint | 'add' | 'file'>(
        { title: TITLE, placeholder: t('Check which source?'), choices },
        position,
      );
      if (typeof answer === 'string') return answer;
      const source = await sourceOf(desk, answer.picked);
      if (source === undefined) continue;
      draft.source = source;
      return 'next';
    }
  };
}

function targetStep(desk: Desk, several: readonly Endpoint[] = []): Step<CheckDraft>['ask'] {
  return async (draft, position) => {
    const checked = several.length > 0 ? several.map(({ name }) => name).join(', ') : draft.source?.name;
    for (;;) {
      const others = desk.endpoints
        .list()
        .filter((one) => one.id !== draft.source?.id && !several.includes(one));
      const alone: Choice<'alone'> = {
        label: t('No Target Yet'),
        detail: t('Only look at what {0} holds.', checked ?? t('the source')),
        iconPath: new vscode.ThemeIcon('search'),
        value: 'alone',
      };
      const choices = [...endpointChoices(others), PLANNED, alone, ADD];
      const answer = await askPick<Endpoint | 'add' | 'alone' | 'planned'>(
        {
          title: TITLE,
          placeholder: t('Check {0} for which target?', checked ?? t('it')),
          choices,
        },
        position,
      );
      if (typeof answer === 'string') return answer;
      if (answer.picked === 'alone') {
        draft.target = null;
        return 'next';
      }
      const target = await targetOf(desk, answer.picked);
      if (target === undefined) continue;
      draft.target = target;
      return 'next';
    }
  };
}

async function sourceOf(desk: Desk, picked: Endpoint | 'add' | 'file'): Promise<Endpoint | undefined> {
  if (picked === 'add') return await addEndpoint(desk);
  if (picked !== 'file') return picked;
  const path = await askRdbFile();
  return path === undefined ? undefined : strangeEnd(idOfFile(path));
}

async function targetOf(desk: Desk, picked: Endpoint | 'add' | 'planned'): Promise<Endpoint | undefined> {
  if (picked === 'add') return await addEndpoint(desk);
  if (picked !== 'planned') return picked;
  const words = await (await desk.questions()).planned();
  return words === undefined ? undefined : strangeEnd(idOfPlanned(words));
}

const RDB_FILE: Choice<'file'> = {
  label: t('RDB File…'),
  detail: t('Read to its end, on the machine that this window works on.'),
  iconPath: new vscode.ThemeIcon('file-binary'),
  alwaysShow: true,
  value: 'file',
};

const ADD: Choice<'add'> = {
  label: t('Add Endpoint…'),
  iconPath: new vscode.ThemeIcon('add'),
  alwaysShow: true,
  value: 'add',
};

function endpointChoices(endpoints: readonly Endpoint[]): Choice<Endpoint>[] {
  return endpoints.map((endpoint) => ({ ...endpointItem(endpoint), value: endpoint }));
}
