import { isFailure } from '../../core/model/failure';
import { offeredVersions } from '../../core/plan/elasticacheEngines';
import { readPlannedCache } from '../../core/plan/readPlannedCache';
import { askPick } from '../desk/askPick';
import { askText } from '../desk/askText';
import { runSteps } from '../desk/steps';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';

interface PlannedDraft {
  engine: string;
  shape: 'serverless' | 'cluster' | 'single';
  shards: string;
  more: string;
}

/** Asks what a cache is to be that is yet to be created: as `readPlannedCache` reads it. Undefined when the user left. */
export async function askPlanned(): Promise<string | undefined> {
  const draft: PlannedDraft = { engine: '', shape: 'cluster', shards: '3', more: '' };
  return (await runSteps(draft, steps(t('A Cache That Is Yet to Be Created')))) ? wordsOf(draft) : undefined;
}

function wordsOf({ engine, shape, shards, more }: PlannedDraft): string {
  return [
    engine,
    ...(shape === 'serverless' ? ['serverless'] : shape === 'cluster' ? [`cluster=${shards.trim()}`] : []),
    ...(more.trim() === '' ? [] : [more.trim()]),
  ].join(',');
}

/** What is wrong with what was said so far; undefined when nothing is. */
function problemOf(draft: PlannedDraft): string | undefined {
  try {
    readPlannedCache(wordsOf(draft));
    return undefined;
  } catch (error) {
    return isFailure(error) ? `${error.why}. ${error.next}` : String(error);
  }
}

function steps(title: string): Step<PlannedDraft>[] {
  return [
    {
      ask: async (draft, position) => {
        const answer = await askPick<PlannedDraft['shape']>(
          {
            title,
            placeholder: t('What kind of a cache?'),
            choices: [
              { label: t('Serverless'), value: 'serverless' },
              { label: t('With Cluster Mode'), value: 'cluster' },
              { label: t('Without Cluster Mode'), value: 'single' },
            ],
            active: draft.shape,
          },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft.shape = answer.picked;
        return 'next';
      },
    },
    {
      ask: async (draft, position) => {
        const kind = draft.shape === 'serverless' ? 'serverless' : 'elasticache';
        const choices = (['valkey', 'redis'] as const).flatMap((product) =>
          [...offeredVersions(product, kind)].reverse().map((version) => ({
            label: `${product === 'valkey' ? 'Valkey' : 'Redis OSS'} ${version}`,
            value: `${product}-${version}`,
          })),
        );
        const answer = await askPick(
          { title, placeholder: t('Which engine?'), choices, active: draft.engine },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft.engine = answer.picked;
        return 'next';
      },
    },
    {
      applies: ({ shape }) => shape === 'cluster',
      ask: async (draft, position) => {
        const prompt = t('The number of its shards, 1 to 500.');
        const validate = (shards: string): string | undefined => problemOf({ ...draft, shards, more: '' });
        const answer = await askText({ title, prompt, value: draft.shards, validate }, position);
        if (typeof answer === 'string') return answer;
        draft.shards = answer.text;
        return 'next';
      },
    },
    {
      ask: async (draft, position) => {
        const answer = await askText(
          {
            title,
            prompt: t('What else is decided, with commas between. Leave it empty for nothing.'),
            placeholder: 'node=cache.r7g.large,tls,auth,multi-az,region=eu-west-1',
            value: draft.more,
            validate: (more) => problemOf({ ...draft, more }),
          },
          position,
        );
        if (typeof answer === 'string') return answer;
        draft.more = answer.text;
        return 'next';
      },
    },
  ];
}
