import { ROUTES } from './route';
import type { Route } from './route';

/** The steps of a migration, in order. */
export const MIGRATION_STEPS = ['ends', 'check', 'route', 'run', 'verify', 'cutOver'] as const;

/** See MIGRATION_STEPS. */
export type MigrationStep = (typeof MIGRATION_STEPS)[number];

/** Raise it when an older version of ours could not make sense of what is kept any more. */
export const MIGRATION_VERSION = 1;

/** What a proof of equality came to, as much as outlives the window. */
export interface KeptProof {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly mode: 'full' | 'quick' | 'sample';
  readonly equal: boolean;
  readonly differences: number;
}

/**
 * A migration as a person walks through it: kept between windows. Holds ids only, no address and no secret.
 * `Choice` is what its copy is to do, in the words of whoever carries it out.
 */
export interface Migration<Choice> {
  readonly version: typeof MIGRATION_VERSION;
  readonly id: string;
  /** The ids of endpoints; null until they are chosen. */
  readonly sourceId: string | null;
  readonly targetId: string | null;
  /** The step that is looked at. */
  readonly step: MigrationStep;
  /** null: the recommended one. */
  readonly route: Route | null;
  readonly choice: Choice;
  /** The last run of it; null until one began. */
  readonly runId: string | null;
  /** The last rehearsal, a run as well. */
  readonly rehearsalId: string | null;
  /** The last verification beside those of runs. */
  readonly proof: KeptProof | null;
  /** The id of the migration that this one is the way back of; absent of any other. */
  readonly wayBackOf?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** What stored data is: a migration, one that another version of ours wrote, or nothing that could be kept of one. */
export type ReadMigration<Choice> =
  | { readonly kind: 'migration'; readonly migration: Migration<Choice> }
  | { readonly kind: 'otherVersion'; readonly id: string }
  | { readonly kind: 'damaged' };

/**
 * Proves stored data, which may be of any version, or damaged. Never throws.
 * @param readChoice null for what is no choice
 */
export function readMigration<Choice>(
  value: unknown,
  readChoice: (value: unknown) => Choice | null,
): ReadMigration<Choice> {
  if (typeof value !== 'object' || value === null) return { kind: 'damaged' };
  const fields = value as Readonly<Record<keyof Migration<Choice>, unknown>>;
  const { id, version, sourceId, targetId, runId, rehearsalId, wayBackOf, createdAt, changedAt } = fields;
  if (typeof id !== 'string' || id === '') return { kind: 'damaged' };
  if (typeof version === 'number' && version !== MIGRATION_VERSION) return { kind: 'otherVersion', id };
  const step = MIGRATION_STEPS.find((one) => one === fields.step);
  const route = fields.route === null ? null : ROUTES.find((one) => one === fields.route);
  const choice = readChoice(fields.choice);
  const proof = fields.proof === null ? null : readProof(fields.proof);
  if (
    version !== MIGRATION_VERSION ||
    step === undefined ||
    route === undefined ||
    choice === null ||
    proof === undefined ||
    !isIdOrNull(sourceId) ||
    !isIdOrNull(targetId) ||
    !isIdOrNull(runId) ||
    !isIdOrNull(rehearsalId) ||
    !isTime(createdAt) ||
    !isTime(changedAt)
  ) {
    return { kind: 'damaged' };
  }
  const ends = { sourceId, targetId, step, route, choice };
  return {
    kind: 'migration',
    migration: {
      ...{ version, id, ...ends, runId, rehearsalId, proof, createdAt, changedAt },
      ...(typeof wayBackOf === 'string' ? { wayBackOf } : {}),
    },
  };
}

function readProof(value: unknown): KeptProof | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, mode, equal, differences } = value as Readonly<Record<keyof KeptProof, unknown>>;
  if (!isTime(at) || typeof equal !== 'boolean' || typeof differences !== 'number') return undefined;
  if (mode !== 'full' && mode !== 'quick' && mode !== 'sample') return undefined;
  return { at, mode, equal, differences };
}

function isIdOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value !== '');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
