import type { Finding } from '../../core/model/finding';

/** What the last check of an endpoint found. */
export interface EndpointFindings {
  /** The name of the target that it was checked for; null for none. */
  readonly target: string | null;
  /** The id of that target. */
  readonly targetId: string | null;
  readonly findings: readonly Finding[];
}
