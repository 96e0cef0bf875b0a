import { askPick } from '../desk/askPick';
import { askText } from '../desk/askText';
import type { TextQuestion } from '../desk/askText';
import { signsInOtherwise } from '../desk/connectionChoice';
import {
  addressProblem,
  addressText,
  databaseProblem,
  nameProblem,
  proposeName,
  readAddress,
} from '../desk/endpointDraft';
import type { EndpointDraft, PasswordChoice } from '../desk/endpointDraft';
import type { Passwords } from '../desk/secrets';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';
import { tlsStep } from './tlsStep';
import type { EndpointQuestion } from './wrongQuestion';

type Wording = Omit<TextQuestion, 'title' | 'value'>;

/** A question about an endpoint. */
export interface EndpointStep extends Step<EndpointDraft> {
  readonly about?: EndpointQuestion;
}

/**
 * The questions that write an endpoint down.
 * @param others names that are taken
 * @param kept the passwords that are kept for it already
 * @param askOptions asks beside the sequence how the endpoint is reached and signed in to
 */
export function endpointSteps(
  title: string,
  others: readonly string[],
  kept: Passwords,
  askOptions: (draft: EndpointDraft) => Promise<void>,
): EndpointStep[] {
  const options = { icon: 'settings-gear', tooltip: t('Connection Options…') };
  const text = (
    read: (draft: EndpointDraft) => string,
    write: (draft: EndpointDraft, answer: string) => void,
    wording: Wording | ((draft: EndpointDraft) => Wording),
  ): Step<EndpointDraft>['ask'] => {
    return async (draft, position) => {
      let value = read(draft);
      for (;;) {
        const words = typeof wording === 'function' ? wording(draft) : wording;
        const answer = await askText({ title, value, ...words }, position, options);
        if (typeof answer === 'string') return answer;
        if ('text' in answer) {
          write(draft, answer.text);
          return 'next';
        }
        value = answer.pressed;
        await askOptions(draft);
      }
    };
  };
  return [
    {
      about: 'address',
      ask: text(
        addressText,
        (draft, answer) => {
          readAddress(answer, draft);
        },
        {
          prompt: t(
            'The address of a Redis or Valkey server: a URL (rediss:// for TLS), or host:port. Of Sentinels: redis+sentinel://host:port,host:port/NAME.',
          ),
          placeholder: t('redis://user@host:6379/0 or host:6379'),
          validate: addressProblem,
        },
      ),
    },
    {
      ask: text(
        (draft) => (draft.name === '' ? proposeName(draft, others) : draft.name),
        (draft, answer) => (draft.name = answer),
        {
          prompt: t('What to call it, in the sidebar and in reports.'),
          validate: (answer) => nameProblem(answer, others),
        },
      ),
    },
    {
      about: 'encryption',
      applies: (draft) => !draft.tlsKnown,
      ask: async (draft, position) => {
        const answer = await askPick(
          {
            title,
            placeholder: t('Is the connection encrypted?'),
            choices: [
              {
                label: t('No TLS'),
                detail: t('A plain connection, as most self-managed servers have it.'),
                value: false,
              },
              {
                label: 'TLS',
                detail: t('An encrypted connection; the certificate is checked.'),
                value: true,
              },
            ],
            active: draft.tls,
          },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft.tls = answer.picked;
        return 'next';
      },
    },
    { about: 'tls', applies: (draft) => draft.tls, ask: tlsStep(title, askOptions) },
    {
      about: 'user',
      ask: text(
        (draft) => draft.username,
        (draft, answer) => (draft.username = answer),
        userWording,
      ),
    },
    ...passwordSteps(title, {
      about: 'password',
      choices: t('The password'),
      prompt: t(
        "The password. Leave it empty if there is none. It is kept in the editor's secret storage only.",
      ),
      kept: kept.password !== undefined,
      applies: ({ connection }) => !signsInOtherwise(connection),
      choice: 'passwordChoice',
      text: 'password',
    }),
    ...passwordSteps(title, {
      about: 'sentinels',
      choices: t("The Sentinels' own password"),
      prompt: t(
        "The Sentinels' own password. Leave it empty if they have none, or that of the primary. It is kept in the editor's secret storage only.",
      ),
      kept: kept.sentinelPassword !== undefined,
      applies: (draft) => draft.sentinel !== undefined,
      choice: 'sentinelChoice',
      text: 'sentinelPassword',
    }),
    {
      about: 'database',
      ask: text(
        (draft) => draft.database,
        (draft, answer) => (draft.database = answer.trim()),
        {
          prompt: t('The number of the one database to work on. Leave it empty for all.'),
          placeholder: t('all databases'),
          validate: databaseProblem,
        },
      ),
    },
  ];
}

/** Nobody signs in by IAM without a name. */
function userWording({ connection: { iam } }: EndpointDraft): Wording {
  if (iam === undefined) {
    return { prompt: t('The ACL user. Leave it empty for the default user.'), placeholder: 'default' };
  }
  return {
    prompt: t('The user of {0} that signs in by IAM.', iam.cache),
    validate: (answer) =>
      answer.trim() === '' ? t('Signing in by IAM needs the name of a user.') : undefined,
  };
}

/** One of the passwords of a draft. */
interface PasswordQuestion {
  readonly about: EndpointQuestion;
  readonly choices: string;
  readonly prompt: string;
  /** Whether one is kept already. */
  readonly kept: boolean;
  readonly applies: (draft: EndpointDraft) => boolean;
  readonly choice: 'passwordChoice' | 'sentinelChoice';
  readonly text: 'password' | 'sentinelPassword';
}

function passwordSteps(title: string, question: PasswordQuestion): EndpointStep[] {
  const { about, choices, prompt, kept, applies, choice, text } = question;
  return [
    {
      about,
      applies: (draft) => kept && applies(draft),
      ask: async (draft, position) => {
        const answer = await askPick<PasswordChoice>(
          {
            title,
            placeholder: choices,
            choices: [
              { label: t('Keep the password'), value: 'keep' },
              { label: t('Enter another password'), value: 'replace' },
              { label: t('No password'), value: 'none' },
            ],
            active: draft[choice],
          },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft[choice] = answer.picked;
        return 'next';
      },
    },
    {
      about,
      applies: (draft) => draft[choice] === 'replace' && applies(draft),
      ask: async (draft, position) => {
        const answer = await askText({ title, value: draft[text], prompt, password: true }, position);
        if (typeof answer === 'string') return answer;
        draft[text] = answer.text;
        return 'next';
      },
    },
  ];
}
