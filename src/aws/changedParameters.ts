import {
  DescribeCacheParameterGroupsCommand,
  DescribeCacheParametersCommand,
  DescribeEngineDefaultParametersCommand,
} from '@aws-sdk/client-elasticache';
import type { ElastiCacheClient, Parameter } from '@aws-sdk/client-elasticache';
import type { AwsScope } from '../core/model/awsScope';
import type { ChangedParameter } from '../core/model/cloudDetail';
import type { Accounts } from './accounts';
import { pages } from './pages';

/**
 * See Catalog.changedParameters. Somebody may have set a parameter to its usual value: that one is not changed. Values by
 * node type, which nobody can set, are left out.
 */
export async function changedParameters(
  accounts: Accounts,
  scope: AwsScope,
  group: string,
  signal: AbortSignal,
): Promise<readonly ChangedParameter[]> {
  const { client } = await accounts.of(scope);
  const what = `Could not read the parameter group ${group}`;
  const set: Parameter[] = [];
  const own = pages(
    {
      scope,
      what,
      action: 'elasticache:DescribeCacheParameters',
      ask: (marker, abortSignal) =>
        client.send(
          new DescribeCacheParametersCommand({
            CacheParameterGroupName: group,
            Source: 'user',
            MaxRecords: 100,
            Marker: marker,
          }),
          { abortSignal },
        ),
      items: (page) => page.Parameters,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of own) set.push(...found);
  if (set.length === 0) return [];
  const usual = await usualValues(client, scope, group, what, signal);
  return set.flatMap(({ ParameterName: name, ParameterValue: value = '', ChangeType: change }) => {
    const was = usual.get(name ?? '') ?? null;
    if (name === undefined || was === value) return [];
    return [{ name, value, usual: was, needsReboot: change === 'requires-reboot' }];
  });
}

/** What the family of the group holds. */
async function usualValues(
  client: ElastiCacheClient,
  scope: AwsScope,
  group: string,
  what: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  let family: string | undefined;
  const groups = pages(
    {
      scope,
      what,
      action: 'elasticache:DescribeCacheParameterGroups',
      ask: (marker, abortSignal) =>
        client.send(
          new DescribeCacheParameterGroupsCommand({ CacheParameterGroupName: group, Marker: marker }),
          { abortSignal },
        ),
      items: (page) => page.CacheParameterGroups,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const [found] of groups) family ??= found?.CacheParameterGroupFamily;
  const values = new Map<string, string>();
  if (family === undefined) return values;
  const defaults = pages(
    {
      scope,
      what,
      action: 'elasticache:DescribeEngineDefaultParameters',
      ask: (marker, abortSignal) =>
        client.send(
          new DescribeEngineDefaultParametersCommand({
            CacheParameterGroupFamily: family,
            MaxRecords: 100,
            Marker: marker,
          }),
          { abortSignal },
        ),
      items: (page) => page.EngineDefaults?.Parameters,
      marker: (page) => page.EngineDefaults?.Marker,
    },
    signal,
  );
  for await (const found of defaults) {
    for (const { ParameterName: name, ParameterValue: value } of found) {
      if (name !== undefined && value !== undefined) values.set(name, value);
    }
  }
  return values;
}
