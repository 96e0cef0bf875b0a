import type { ConflictPolicy } from '../../core/model/run';
import type { VerifyMode } from '../../core/verify/plan';
import type { CopyChoice } from './copyChoice';
import { KINDS } from './kinds';

type Field = keyof CopyChoice;
type Proof = (value: unknown) => boolean;

const POLICIES: readonly ConflictPolicy[] = ['replace', 'skip', 'fail'];

const isText: Proof = (value) => typeof value === 'string';
const isCount: Proof = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isTrue: Proof = (value) => value === true;
const isOneOf =
  (words: readonly unknown[]): Proof =>
  (value) =>
    words.includes(value);
const isListOf =
  (proof: Proof): Proof =>
  (value) =>
    Array.isArray(value) && value.every(proof);

/** How each field of a choice is proved. Every field stands here: the compiler sees to it. */
const PROOFS: Readonly<Record<Field, Proof>> = {
  onConflict: isOneOf(POLICIES),
  match: isText,
  slots: isText,
  exclude: isListOf(isText),
  types: isListOf(isOneOf(KINDS)),
  ttl: isOneOf(['with', 'without']),
  databases: isListOf(isMapping),
  minBytes: isCount,
  maxBytes: isCount,
  minIdle: isCount,
  maxIdle: isCount,
  sample: isCount,
  keysPerSecond: isCount,
  bytesPerSecond: isCount,
  maxMemory: isCount,
  bigKeyBytes: isCount,
  retryForSeconds: isCount,
  evictionData: (value) => typeof value === 'boolean',
  autoPace: (value) => typeof value === 'boolean',
  dryRun: (value) => typeof value === 'boolean',
  readFrom: isOneOf(['replica']),
  verify: isVerifyMode,
  repair: isTrue,
};

/** A choice that was kept, proved; null for anything else, so that no copy does other than was asked for. Never throws. */
export function readKeptChoice(value: unknown): CopyChoice | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = Object.entries(value);
  const known = (name: string): name is Field => Object.hasOwn(PROOFS, name);
  const whole = fields.every(([name, field]) => known(name) && PROOFS[name](field));
  return whole && 'onConflict' in value ? (value as CopyChoice) : null;
}

function isMapping(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { source, target, prefix } = value as Record<'source' | 'target' | 'prefix', unknown>;
  return isCount(source) && isCount(target) && (prefix === undefined || isText(prefix));
}

function isVerifyMode(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, keys } = value as { kind?: VerifyMode['kind']; keys?: unknown };
  return kind === 'sample' ? isCount(keys) : kind === 'full' || kind === 'quick';
}
