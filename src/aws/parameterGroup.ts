import {
  DescribeCacheParameterGroupsCommand,
  DescribeCacheParametersCommand,
  DescribeEngineDefaultParametersCommand,
} from '@aws-sdk/client-elasticache';
import type { Parameter } from '@aws-sdk/client-elasticache';
import type { AwsScope } from '../core/model/awsScope';
import type { ParameterGroup } from '../core/model/cloudDetail';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { cachePages } from './cachePages';

/**
 * See Catalog.parameterGroup. Somebody may have set a parameter to its usual value: that one is not changed. Values by node
 * type, which nobody can set, are left out.
 */
export async function parameterGroup(
  accounts: Accounts,
  scope: AwsScope,
  name: string,
  signal: AbortSignal,
): Promise<ParameterGroup> {
  const what = t('Could not read the parameter group {0}', name);
  const set: Parameter[] = [];
  const own = cachePages(
    accounts,
    scope,
    {
      what,
      action: 'DescribeCacheParameters',
      ask: (client, marker, options) =>
        client.send(
          new DescribeCacheParametersCommand({
            CacheParameterGroupName: name,
            Source: 'user',
            MaxRecords: 100,
            Marker: marker,
          }),
          options,
        ),
      items: (page) => page.Parameters,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of own) set.push(...found);
  const family = await familyOf(accounts, scope, name, what, signal);
  const usual =
    set.length === 0 || family === null
      ? new Map<string, string>()
      : await usualValues(accounts, scope, family, what, signal);
  const changed = set.flatMap(
    ({ ParameterName: parameter, ParameterValue: value = '', ChangeType: change }) => {
      const was = usual.get(parameter ?? '') ?? null;
      if (parameter === undefined || was === value) return [];
      return [{ name: parameter, value, usual: was, needsReboot: change === 'requires-reboot' }];
    },
  );
  return { name, family, changed };
}

async function familyOf(
  accounts: Accounts,
  scope: AwsScope,
  name: string,
  what: string,
  signal: AbortSignal,
): Promise<string | null> {
  const groups = cachePages(
    accounts,
    scope,
    {
      what,
      action: 'DescribeCacheParameterGroups',
      ask: (client, marker, options) =>
        client.send(
          new DescribeCacheParameterGroupsCommand({ CacheParameterGroupName: name, Marker: marker }),
          options,
        ),
      items: (page) => page.CacheParameterGroups,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const [found] of groups) {
    if (found?.CacheParameterGroupFamily !== undefined) return found.CacheParameterGroupFamily;
  }
  return null;
}

/** What a family holds. */
async function usualValues(
  accounts: Accounts,
  scope: AwsScope,
  family: string,
  what: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const defaults = cachePages(
    accounts,
    scope,
    {
      what,
      action: 'DescribeEngineDefaultParameters',
      ask: (client, marker, options) =>
        client.send(
          new DescribeEngineDefaultParametersCommand({
            CacheParameterGroupFamily: family,
            MaxRecords: 100,
            Marker: marker,
          }),
          options,
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
