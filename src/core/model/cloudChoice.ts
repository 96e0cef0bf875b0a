/** Which account, and where in it, someone looks at. */
export interface CloudChoice {
  /** See AwsScope. */
  readonly profile: string | null;
  /** At least one. */
  readonly regions: readonly string[];
  /** True where a person chose the regions: they outlive the profile. Otherwise they are the profile's own. */
  readonly regionsChosen?: boolean;
}

/**
 * What is looked at once another profile is taken.
 * @param before what a person chose so far; null for nothing
 * @param own the region that the profile names; null where it names none
 * @returns null where nobody says which region: it is to be asked for
 */
export function withProfile(
  before: CloudChoice | null,
  profile: string | null,
  own: string | null,
): CloudChoice | null {
  if (before?.regionsChosen === true) return { ...before, profile };
  return own === null ? null : { profile, regions: [own] };
}
