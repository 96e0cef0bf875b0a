import { describe, expect, it } from 'vitest';
import type { ConfigFiles, Section } from '../../src/aws/configFiles';
import { configuredEndpoint } from '../../src/aws/configuredEndpoint';

function filesOf(profiles: Record<string, Section>, services: Record<string, Section> = {}): ConfigFiles {
  return { profile: (name) => profiles[name] ?? {}, services: (name) => services[name] ?? {}, profiles: [] };
}

const FILES = filesOf(
  {
    local: { services: 'ls', endpoint_url: 'http://all.example' },
    plain: { endpoint_url: 'http://plain.example' },
    ignoring: { endpoint_url: 'http://plain.example', ignore_configured_endpoint_urls: 'true' },
    default: { endpoint_url: 'http://default.example' },
    empty: { endpoint_url: '' },
  },
  { ls: { 'elasticache.endpoint_url': 'http://cache.example' } },
);

describe('configuredEndpoint', () => {
  it('follows the order of AWS', () => {
    const url = (profile: string | null, env: Record<string, string> = {}): string | undefined =>
      configuredEndpoint('elasticache', profile, FILES, env)?.url;
    expect(url('local')).toBe('http://cache.example');
    expect(url('plain')).toBe('http://plain.example');
    expect(url('plain', { AWS_ENDPOINT_URL: 'http://env.example' })).toBe('http://env.example');
    expect(
      url('local', {
        AWS_ENDPOINT_URL: 'http://env.example',
        AWS_ENDPOINT_URL_ELASTICACHE: 'http://own.example',
      }),
    ).toBe('http://own.example');
    expect(url(null)).toBe('http://default.example');
    expect(url(null, { AWS_PROFILE: 'plain' })).toBe('http://plain.example');
    expect(url('local', { AWS_PROFILE: 'plain' })).toBe('http://cache.example');
  });

  it('is nothing where nothing is set, or where it shall be ignored', () => {
    const set = (profile: string, env: Record<string, string> = {}): unknown =>
      configuredEndpoint('elasticache', profile, FILES, env);
    expect(set('none')).toBeNull();
    expect(set('empty', { AWS_ENDPOINT_URL: '' })).toBeNull();
    expect(set('ignoring')).toBeNull();
    const ignore = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' };
    expect(set('local', { ...ignore, AWS_ENDPOINT_URL: 'http://env.example' })).toBeNull();
  });

  it('says who set it, and keeps services apart', () => {
    expect(configuredEndpoint('elasticache', 'local', FILES, {})?.setBy).toBe(
      'endpoint_url of elasticache for the profile local',
    );
    expect(configuredEndpoint('sts', 'local', FILES, {})).toEqual({
      url: 'http://all.example',
      setBy: 'endpoint_url of the profile local',
    });
    expect(
      configuredEndpoint('sts', 'local', FILES, { AWS_ENDPOINT_URL_ELASTICACHE: 'http://x.example' })?.url,
    ).toBe('http://all.example');
  });
});
