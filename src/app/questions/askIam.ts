import type { IamChoice } from '../../core/model/endpoint';
import { isCacheName, isRegionName } from '../../core/model/iamNames';
import { askPick } from '../desk/askPick';
import { runSteps } from '../desk/steps';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';
import { textStep } from './textStep';

/** What may be known of the cache behind an endpoint, to be proposed. */
export type ProposedIam = Partial<Pick<IamChoice, 'cache' | 'region' | 'serverless' | 'profile'>>;

interface IamDraft {
  cache: string;
  region: string;
  serverless: boolean;
  profile: string;
}

/** Asks to which cache a user signs in by IAM, and whose credentials sign. Undefined when the user left. */
export async function askIam(title: string, proposed: ProposedIam): Promise<IamChoice | undefined> {
  const { cache = '', region = '', serverless = false, profile = '' } = proposed;
  const draft: IamDraft = { cache, region, serverless, profile };
  if (!(await runSteps(draft, steps(title)))) return undefined;
  return {
    cache: draft.cache.toLowerCase(),
    region: draft.region,
    ...(draft.serverless ? { serverless: true } : {}),
    ...(draft.profile === '' ? {} : { profile: draft.profile }),
  };
}

function steps(title: string): Step<IamDraft>[] {
  return [
    textStep(title, 'cache', {
      prompt: t('The id of the replication group, or the name of the serverless cache.'),
      placeholder: 'orders-cache',
      validate: (answer) =>
        isCacheName(answer.trim()) ? undefined : t('A cache is named by letters, digits and hyphens.'),
    }),
    {
      ask: async (draft, position) => {
        const answer = await askPick(
          {
            title,
            placeholder: t('What kind of a cache is {0}?', draft.cache),
            choices: [
              { label: t('Replication Group'), value: false },
              { label: t('Serverless Cache'), value: true },
            ],
            active: draft.serverless,
          },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft.serverless = answer.picked;
        return 'next';
      },
    },
    textStep(title, 'region', {
      prompt: t('The region of AWS that the cache is in.'),
      placeholder: 'eu-west-1',
      validate: (answer) =>
        isRegionName(answer.trim()) ? undefined : t('A region is written like eu-west-1.'),
    }),
    textStep(title, 'profile', {
      prompt: t('The AWS profile whose credentials sign. Leave it empty for those of the environment.'),
      placeholder: 'default',
    }),
  ];
}
