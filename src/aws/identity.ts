import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsIdentity, AwsScope } from '../core/model/awsScope';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { abortable } from './abortable';
import { translate } from './translate';

/** See Catalog.identity. Nobody can be forbidden to ask this. */
export async function identity(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): Promise<AwsIdentity> {
  const client = new STSClient(await accounts.settingsOf('sts', scope));
  const what = t('Could not ask AWS who is asking');
  try {
    const asking = client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    const { Account: account, Arn: arn } = await abortable(asking, signal);
    // What is no answer of AWS has no such members.
    if (account === undefined || arn === undefined) throw new SyntaxError('no identity');
    return { account, arn };
  } catch (error) {
    signal.throwIfAborted();
    throw translate(error, what, { scope, action: 'sts:GetCallerIdentity' });
  } finally {
    client.destroy();
  }
}
