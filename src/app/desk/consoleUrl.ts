import type { PlacedCache } from '../cloud/placedCache';

/** The page of a cache in the AWS console; of its own in China and GovCloud. */
export function consoleUrl({ scope: { region }, cache }: PlacedCache): string {
  const host = region.startsWith('cn-')
    ? 'console.amazonaws.cn'
    : region.startsWith('us-gov-')
      ? 'console.amazonaws-us-gov.com'
      : `${region}.console.aws.amazon.com`;
  const engine = cache.engine === 'valkey' || cache.engine === 'memcached' ? cache.engine : 'redis';
  const kind = cache.kind === 'serverless' ? 'serverless' : engine;
  return `https://${host}/elasticache/home?region=${encodeURIComponent(region)}#/${kind}/${encodeURIComponent(cache.id)}`;
}
