import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AwsScope } from '../core/model/awsScope';
import type { Accounts } from './accounts';
import { pages } from './pages';
import type { Paged } from './pages';

/** What CloudWatch is asked in pages. */
export interface AskedOfCloudWatch<Page, Item> extends Pick<
  Paged<Page, Item>,
  'action' | 'what' | 'items' | 'marker'
> {
  readonly ask: (
    client: CloudWatchClient,
    marker: string | undefined,
    abortSignal: AbortSignal,
  ) => Promise<Page>;
}

/**
 * Every page that CloudWatch answers, by a client of its own: it is asked seldom.
 * @throws Failure `aws.*`, also where it would not be that of the account; the signal's reason
 */
export async function* cloudWatchPages<Page, Item>(
  accounts: Accounts,
  scope: AwsScope,
  { ask, ...paged }: AskedOfCloudWatch<Page, Item>,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  const client = new CloudWatchClient(await accounts.settingsOf('cloudwatch', scope));
  try {
    yield* pages({ ...paged, scope, ask: (marker, abortSignal) => ask(client, marker, abortSignal) }, signal);
  } finally {
    client.destroy();
  }
}
