import type { AwsScope } from '../../core/model/awsScope';
import type { CloudCache } from '../../core/model/cloudCache';

/** A cache and where it is. */
export interface PlacedCache {
  readonly scope: AwsScope;
  readonly cache: CloudCache;
}

/** What tells a cache from every other one. */
export function subjectOfCache({ region }: AwsScope, { kind, id }: CloudCache): string {
  return `${region}/${kind}/${id}`;
}
