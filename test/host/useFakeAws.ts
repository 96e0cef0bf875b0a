import { hostAws } from './hostEnv';

/** Has the extension ask the fake ElastiCache, with keys that open nothing; undone by what it returns. */
export function useFakeAws(): () => void {
  const settings = {
    AWS_ENDPOINT_URL_ELASTICACHE: hostAws(),
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
}
