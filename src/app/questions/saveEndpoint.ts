import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import { isFailure, toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { Profile } from '../../core/model/profile';
import type { Desk } from '../desk/desk';
import { dialWith } from '../desk/dialEndpoint';
import { chosenPasswords, draftedEndpoint } from '../desk/endpointDraft';
import type { EndpointDraft } from '../desk/endpointDraft';
import { probe } from '../desk/probe';
import type { Passwords } from '../desk/secrets';
import { isOutOfReach } from '../desk/failureButtons';
import { runSteps } from '../desk/steps';
import { t } from '../../core/model/t';
import { askConnection } from './askConnection';
import { proposedIam } from './connectionOptions';
import { endpointSteps } from './endpointSteps';
import { requireDatabase } from './requireDatabase';
import { setUpTunnel } from './setUpTunnel';
import { wrongQuestion } from './wrongQuestion';
import type { EndpointQuestion } from './wrongQuestion';

/**
 * Asks for an endpoint, tests it, and keeps it with its password.
 * @param title of the questions: "Add Endpoint"
 * @param kept the passwords that are kept already, when an endpoint is edited
 * @returns the endpoint, or undefined when the user left; then nothing has changed
 */
export async function saveEndpoint(
  desk: Desk,
  title: string,
  draft: EndpointDraft,
  kept: Passwords = {},
): Promise<Endpoint | undefined> {
  const others = desk.endpoints.list().filter(({ id }) => id !== draft.id);
  const names = others.map(({ name }) => name);
  const askOptions = async (asked: EndpointDraft): Promise<void> => {
    const { host, port, tls, connection } = asked;
    const proposed = host === '' ? {} : await proposedIam(desk, { host, port, tls });
    asked.connection = await askConnection(t('{0}: Connection', title), connection, proposed);
  };
  let first: EndpointQuestion = 'address';
  for (;;) {
    const steps = endpointSteps(title, names, kept, askOptions);
    if (!(await runSteps(draft, steps, first))) return undefined;
    const endpoint = draftedEndpoint(draft, draft.id ?? desk.newId());
    const passwords = chosenPasswords(draft, kept);
    let tunnelled = false;
    const tested = await test(desk, endpoint, passwords);
    if (tested === 'cancelled') return undefined;
    if (isFailure(tested)) {
      const choice = await askAboutFailure(tested);
      if (choice === 'edit') {
        first = wrongQuestion(tested, draft);
        continue;
      }
      if (choice === undefined) return undefined;
      tunnelled = choice === 'tunnel';
    }
    // The secrets first: an endpoint that is kept without its passwords would only fail.
    await desk.secrets.keep(endpoint.id, passwords);
    await desk.endpoints.save(endpoint);
    if (isFailure(tested)) desk.profiles.forget(endpoint.id);
    else desk.profiles.put(endpoint.id, tested);
    return tunnelled ? ((await setUpTunnel(desk, endpoint)) ?? endpoint) : endpoint;
  }
}

async function test(
  desk: Desk,
  endpoint: Endpoint,
  passwords: Passwords,
): Promise<Profile | Failure | 'cancelled'> {
  const { name } = endpoint;
  return await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Connecting to {0}', name),
      cancellable: true,
    },
    async (_, token) => {
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        controller.abort();
      });
      try {
        const dial = dialWith(endpoint, passwords, desk.readTrust);
        const profile = await probe((signal) => desk.connect(dial, signal), name, controller.signal);
        requireDatabase(endpoint, profile);
        return profile;
      } catch (error) {
        if (controller.signal.aborted) return 'cancelled';
        const failure = toFailure(error, t('Could not connect to {0}', name));
        desk.log.warn(`${failure.message} (${failure.code})`);
        return failure;
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** Modal, because the questions are not over: the endpoint is neither kept nor dropped yet. */
async function askAboutFailure(failure: Failure): Promise<'edit' | 'save' | 'tunnel' | undefined> {
  const buttons = [
    ['edit', t('Edit')],
    ['save', t('Save Anyway')],
    ...(isOutOfReach(failure.code) ? ([['tunnel', t('Set Up a Tunnel…')]] as const) : []),
  ] as const;
  const pressed = await vscode.window.showWarningMessage(
    `${failure.what}: ${failure.why}.`,
    { modal: true, detail: failure.next },
    ...buttons.map(([, words]) => words),
  );
  return buttons.find(([, words]) => words === pressed)?.[0];
}
