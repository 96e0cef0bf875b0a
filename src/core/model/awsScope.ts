/** Whose account, and where. */
export interface AwsScope {
  /** Of the AWS configuration files; null for what the environment says (AWS_PROFILE, keys, the machine's role). */
  readonly profile: string | null;
  /** `eu-west-1` … */
  readonly region: string;
}

/** How a profile signs in. `other` is for what these words do not cover. */
export type SignIn = 'keys' | 'sso' | 'role' | 'process' | 'web identity' | 'other';

/** One profile of the AWS configuration files. */
export interface AwsProfile {
  readonly name: string;
  /** Null where the file does not say. */
  readonly region: string | null;
  readonly signIn: SignIn;
  /** True where signing in asks for the code of a device. */
  readonly mfa: boolean;
}

/** Who asks, as AWS knows it. */
export interface AwsIdentity {
  /** `123456789012` */
  readonly account: string;
  /** `arn:aws:sts::123456789012:assumed-role/reader/me` */
  readonly arn: string;
}

/** Where the requests of a scope go. */
export interface ServiceEndpoint {
  readonly url: string;
  /** The setting that says so; null for AWS's own address of the region. */
  readonly setBy: string | null;
}
