import type { ServiceEndpoint } from '../core/model/awsScope';
import { t } from '../core/model/t';
import type { ConfigFiles, Section } from './configFiles';

/** A service as the settings of endpoints name it. */
export type ServiceKey = 'elasticache' | 'secrets_manager' | 'sts' | 'cloudwatch';

/**
 * The endpoint that the environment or the configuration files set for a service, by AWS's order: the environment's for the
 * service, its for all services, the profile's for the service, the profile's for all. The SDK itself looks into the
 * profile that AWS_PROFILE names only, and not into the one that a client is made with: that one's requests would go to the
 * real AWS.
 */
export function configuredEndpoint(
  service: ServiceKey,
  profile: string | null,
  files: ConfigFiles,
  env: Readonly<Record<string, string | undefined>>,
): ServiceEndpoint | null {
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])) return null;
  for (const name of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const url = env[name];
    if (isSet(url)) return { url, setBy: name };
  }
  const name = profile ?? env['AWS_PROFILE'] ?? 'default';
  const section = files.profile(name);
  if (isTrue(section['ignore_configured_endpoint_urls'])) return null;
  const services: Section = section['services'] === undefined ? {} : files.services(section['services']);
  const own = services[`${service}.endpoint_url`];
  if (isSet(own)) return { url: own, setBy: t('endpoint_url of {0} for the profile {1}', service, name) };
  const all = section['endpoint_url'];
  return isSet(all) ? { url: all, setBy: t('endpoint_url of the profile {0}', name) } : null;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
