import { SETTINGS } from '../ids';
import { t } from '../../core/model/t';

/** A setting of ours that does something about a finding. */
export interface OfferedSetting {
  /** Without its section. */
  readonly name: string;
  /** What the button says. */
  readonly label: string;
  /** What to set it to; absent where that is the user's to choose. */
  readonly value?: boolean;
}

const TYPES: OfferedSetting = { name: SETTINGS.types, label: t('Choose Types to Copy…') };
const PACE: OfferedSetting = { name: SETTINGS.autoPace, label: t('Copy at an Automatic Pace'), value: true };

const OFFERED: Readonly<Record<string, OfferedSetting>> = {
  'target.notEmpty': { name: SETTINGS.onConflict, label: t('Choose What to Do with Existing Keys…') },
  'databases.count': { name: SETTINGS.databases, label: t('Say Where Databases Go…') },
  'module.types': TYPES,
  'module.vectorSets': TYPES,
  'stream.support': TYPES,
  'safety.latencyEvents': PACE,
  'safety.replicaLag': PACE,
};

/** The setting that does something about what that rule finds; undefined for most. */
export function offeredSetting(rule: string): OfferedSetting | undefined {
  return Object.hasOwn(OFFERED, rule) ? OFFERED[rule] : undefined;
}
