import type { SecretChoice } from '../../core/model/endpoint';
import { regionOfSecret } from '../../core/model/secretArn';
import { runSteps } from '../desk/steps';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';
import { textStep } from './textStep';

type SecretDraft = Record<keyof SecretChoice, string>;

/** Asks which secret holds the password. Undefined when the user left. */
export async function askSecret(
  title: string,
  before: Partial<SecretChoice>,
): Promise<SecretChoice | undefined> {
  const draft: SecretDraft = { arn: '', key: '', profile: '', ...before };
  if (!(await runSteps(draft, steps(title)))) return undefined;
  return {
    arn: draft.arn,
    ...(draft.key === '' ? {} : { key: draft.key }),
    ...(draft.profile === '' ? {} : { profile: draft.profile }),
  };
}

function steps(title: string): Step<SecretDraft>[] {
  return [
    textStep(title, 'arn', {
      prompt: t('The ARN of the secret. It is read at each connection; what it holds is kept nowhere.'),
      placeholder: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf',
      validate: (answer) =>
        regionOfSecret(answer.trim()) === null
          ? t('Write the whole ARN: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME.')
          : undefined,
    }),
    textStep(title, 'key', {
      prompt: t(
        'The key of its JSON that the password stands under. Leave it empty for a text, or for JSON with username and password.',
      ),
      placeholder: 'password',
    }),
    textStep(title, 'profile', {
      prompt: t('The AWS profile whose credentials read it. Leave it empty for those of the environment.'),
      placeholder: 'default',
    }),
  ];
}
