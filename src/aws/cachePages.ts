import type { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { AwsScope } from '../core/model/awsScope';
import type { Accounts } from './accounts';
import { pages } from './pages';
import type { Paged } from './pages';

/** What ElastiCache is asked in pages. */
export interface AskedOfElastiCache<Page, Item> extends Pick<Paged<Page, Item>, 'what' | 'items' | 'marker'> {
  /** `DescribeEvents` */
  readonly action: string;
  readonly ask: (
    client: ElastiCacheClient,
    marker: string | undefined,
    options: { readonly abortSignal: AbortSignal },
  ) => Promise<Page>;
}

/**
 * Every page that ElastiCache answers.
 * @throws Failure `aws.*`; the signal's reason
 */
export async function* cachePages<Page, Item>(
  accounts: Accounts,
  scope: AwsScope,
  { action, ask, ...paged }: AskedOfElastiCache<Page, Item>,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  const { client } = await accounts.of(scope);
  yield* pages(
    {
      ...paged,
      scope,
      action: `elasticache:${action}`,
      ask: (marker, abortSignal) => ask(client, marker, { abortSignal }),
    },
    signal,
  );
}
