import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsProfile, SignIn } from '../core/model/awsScope';

/** The settings of one section; those of a nested one as `elasticache.endpoint_url`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** The AWS configuration files as they are now: those of AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, if set. */
export interface ConfigFiles {
  /** Of a profile, from both files; empty for one that there is not. */
  profile(name: string): Section;
  /** Of a `services` section. */
  services(name: string): Section;
  readonly profiles: readonly AwsProfile[];
}

const NO_PROFILE = /^(sso-session|services)\./;

/** Reads both files anew; a file that is not there holds nothing. */
export async function readConfigFiles(): Promise<ConfigFiles> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profile = (name: string): Section => ({ ...configFile[name], ...credentialsFile[name] });
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !NO_PROFILE.test(name))
    .sort();
  return {
    profile,
    services: (name) => configFile[`services.${name}`] ?? {},
    profiles: names.map((name) => described(name, profile(name))),
  };
}

function described(name: string, section: Section): AwsProfile {
  return {
    name,
    region: section['region'] ?? null,
    signIn: signInOf(section),
    mfa: section['mfa_serial'] !== undefined,
  };
}

function signInOf(section: Section): SignIn {
  if (section['web_identity_token_file'] !== undefined) return 'web identity';
  if (section['role_arn'] !== undefined) return 'role';
  if (section['sso_session'] !== undefined || section['sso_start_url'] !== undefined) return 'sso';
  if (section['credential_process'] !== undefined) return 'process';
  return section['aws_access_key_id'] === undefined ? 'other' : 'keys';
}
