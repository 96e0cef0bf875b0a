import { formatAddressMap, parseAddressMap } from '../../core/model/addressMap';
import { isFailure } from '../../core/model/failure';
import { nameOfSecret } from '../../core/model/secretArn';
import { askPick } from '../desk/askPick';
import { askText } from '../desk/askText';
import { byPassword, withMap } from '../desk/connectionChoice';
import type { ConnectionChoice } from '../desk/connectionChoice';
import { t } from '../../core/model/t';
import { askIam } from './askIam';
import type { ProposedIam } from './askIam';
import { askSecret } from './askSecret';

/** A question beside the sequence: it leads back to where it came from. */
const ALONE = { step: 1, total: 1, canGoBack: true };

/**
 * How an endpoint is reached and signed in to, beside its address: a list of options, each with what it is now. Leaving it
 * by anything but Done gives back what was there before.
 * @param title of the questions
 */
export async function askConnection(
  title: string,
  from: ConnectionChoice,
  proposed: ProposedIam,
): Promise<ConnectionChoice> {
  let choice = from;
  for (;;) {
    const { addressMap } = choice;
    const answer = await askPick<'done' | 'map' | 'signIn'>(
      {
        title,
        placeholder: t('How is it reached, and who signs in?'),
        choices: [
          { label: t('Done'), detail: t('Keeps this, and goes back to the question.'), value: 'done' },
          {
            label: t('Address Map'),
            description: addressMap === undefined ? t('none') : formatAddressMap(addressMap),
            detail: t('Where tunnels lead: what a node calls itself, and where to dial it instead.'),
            value: 'map',
          },
          {
            label: t('Sign In'),
            description: signInText(choice),
            value: 'signIn',
          },
        ],
      },
      ALONE,
    );
    if (typeof answer === 'string') return from;
    const { picked } = answer;
    if (picked === 'done') return choice;
    choice =
      picked === 'map'
        ? await askMap(title, choice)
        : await askSignIn(title, choice, { ...proposed, ...choice.iam });
  }
}

function signInText({ iam, secret }: ConnectionChoice): string {
  if (iam !== undefined) return t('by AWS IAM, to {0} in {1}', iam.cache, iam.region);
  return secret === undefined
    ? t('by the password, if there is one')
    : t('by the secret {0}', nameOfSecret(secret.arn));
}

/** What is wrong with an address map; undefined when nothing is. */
export function mapProblem(text: string): string | undefined {
  try {
    parseAddressMap(text);
    return undefined;
  } catch (error) {
    return isFailure(error) ? `${error.what}: ${error.why}. ${error.next}` : String(error);
  }
}

async function askMap(title: string, choice: ConnectionChoice): Promise<ConnectionChoice> {
  const answer = await askText(
    {
      title,
      prompt: t(
        'host:port=host:port, with commas between: what a node calls itself on the left, where to dial it on the right. Empty for no tunnel.',
      ),
      placeholder: 'node-1.example:6379=127.0.0.1:7001,node-2.example:6379=127.0.0.1:7002',
      value: choice.addressMap === undefined ? '' : formatAddressMap(choice.addressMap),
      validate: (text) => (text.trim() === '' ? undefined : mapProblem(text)),
    },
    ALONE,
  );
  if (typeof answer === 'string') return choice;
  return withMap(choice, answer.text.trim() === '' ? undefined : parseAddressMap(answer.text));
}

async function askSignIn(
  title: string,
  choice: ConnectionChoice,
  proposed: ProposedIam,
): Promise<ConnectionChoice> {
  const answer = await askPick<'password' | 'iam' | 'secret'>(
    {
      title,
      placeholder: t('Who signs in?'),
      choices: [
        {
          label: t('Password'),
          detail: t(
            "By the user and the password of the endpoint, which is kept in the editor's secret storage.",
          ),
          value: 'password',
        },
        {
          label: t('AWS IAM'),
          detail: t(
            'By AWS credentials: a token for each connection, and nothing is kept. Needs TLS and the name of the user.',
          ),
          value: 'iam',
        },
        {
          label: t('AWS Secrets Manager'),
          detail: t('By a password or an AUTH token that is read from a secret at each connection.'),
          value: 'secret',
        },
      ],
      active: choice.iam !== undefined ? 'iam' : choice.secret !== undefined ? 'secret' : 'password',
    },
    ALONE,
  );
  if (typeof answer === 'string') return choice;
  if (answer.picked === 'password') return byPassword(choice);
  if (answer.picked === 'secret') {
    const secret = await askSecret(title, choice.secret ?? {});
    return secret === undefined ? choice : { ...byPassword(choice), secret };
  }
  const iam = await askIam(title, proposed);
  return iam === undefined ? choice : { ...byPassword(choice), iam };
}
