import * as vscode from 'vscode';
import type { TlsChoice } from '../../core/model/endpoint';
import { askPick } from '../desk/askPick';
import { askText } from '../desk/askText';
import type { EndpointDraft } from '../desk/endpointDraft';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';
import { TLS_OPTIONS, tlsProblem, tlsText, verification, withTlsText } from './tlsOptions';
import type { TlsOption } from './tlsOptions';

/** What TLS with the endpoint goes by: one question, and a list of options behind it for those who need it. */
export function tlsStep(
  title: string,
  askOptions: (draft: EndpointDraft) => Promise<void>,
): Step<EndpointDraft>['ask'] {
  return async (draft, position) => {
    for (;;) {
      const answer = await askPick(
        {
          title,
          placeholder: t('What does TLS go by?'),
          choices: [
            { label: t('Continue'), detail: tlsText(draft.tlsChoice), value: 'next' as const },
            {
              label: t('TLS Options…'),
              detail: t('Authorities, a client certificate, another server name, no verification.'),
              iconPath: new vscode.ThemeIcon('lock'),
              alwaysShow: true,
              value: 'options' as const,
            },
            {
              label: t('Connection Options…'),
              detail: t('A tunnel, or signing in by AWS instead of a password.'),
              iconPath: new vscode.ThemeIcon('settings-gear'),
              alwaysShow: true,
              value: 'connection' as const,
            },
          ],
        },
        position,
      );
      if (typeof answer === 'string') return answer;
      if (answer.picked === 'next') return 'next';
      if (answer.picked === 'connection') await askOptions(draft);
      else draft.tlsChoice = await askTls(t('{0}: TLS', title), draft.tlsChoice);
    }
  };
}

/** A question beside the sequence: it leads back to where it came from. */
const ALONE = { step: 1, total: 1, canGoBack: true };

/** Done alone judges and keeps: whoever leaves in another way has what was there before. */
async function askTls(title: string, from: TlsChoice): Promise<TlsChoice> {
  let choice = from;
  for (;;) {
    const answer = await askPick<TlsOption | 'verification' | 'done'>(
      {
        title,
        placeholder: t(
          'Files are read each time that a connection is made, on the machine that the extension runs on',
        ),
        choices: [
          { label: t('Done'), detail: t('Keeps this, and goes back to the question.'), value: 'done' },
          ...TLS_OPTIONS.map((option) => ({
            label: option.label,
            description: choice[option.name] ?? option.absent,
            value: option,
          })),
          { label: t('Verification'), description: verification(choice), value: 'verification' },
        ],
      },
      ALONE,
    );
    if (typeof answer === 'string') return from;
    const { picked } = answer;
    if (picked === 'verification') {
      choice = await turned(choice);
      continue;
    }
    if (picked !== 'done') {
      choice = await written(title, choice, picked);
      continue;
    }
    const problem = tlsProblem(choice);
    if (problem === undefined) return choice;
    await vscode.window.showWarningMessage(problem, { modal: true });
  }
}

async function written(title: string, choice: TlsChoice, option: TlsOption): Promise<TlsChoice> {
  const { name, prompt, placeholder, validate } = option;
  const value = choice[name] ?? '';
  const answer = await askText({ title, prompt, placeholder, value, validate }, ALONE);
  return typeof answer === 'string' ? choice : withTlsText(choice, name, answer.text.trim());
}

/** Verification on or off; off only by those who know what it means. */
async function turned({ unverified, ...rest }: TlsChoice): Promise<TlsChoice> {
  if (unverified === true) return rest;
  const button = t('Do Not Verify');
  const pressed = await vscode.window.showWarningMessage(
    t('Take any certificate of the server?'),
    {
      modal: true,
      detail: t('Whoever stands between can then read and change everything, the password too.'),
    },
    button,
  );
  return pressed === button ? { ...rest, unverified: true } : rest;
}
