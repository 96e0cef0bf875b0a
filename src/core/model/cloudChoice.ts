/** Which account, and where in it, someone looks at. */
export interface CloudChoice {
  /** See AwsScope. */
  readonly profile: string | null;
  /** At least one. */
  readonly regions: readonly string[];
}
