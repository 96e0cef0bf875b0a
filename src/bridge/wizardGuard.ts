import { MIGRATION_STEPS } from '../core/model/migration';
import { ROUTES } from '../core/model/route';
import { fieldOf } from './fieldOf';
import { COPY_SETTINGS, SNIPPETS } from './wizardMessages';
import type { CopySetting, WizardIntent } from './wizardMessages';

/** Ids are UUIDs; what is much longer is no id of ours. */
const MAX_ID = 200;

/** Keys a second; nothing goes faster. */
const MAX_PACE = 1e9;

const ENDS = ['source', 'target'] as const;
const FORMATS = ['markdown', 'json'] as const;

/**
 * A message of a migration's page, proved and built anew of its known fields. Null for anything else; never throws. What
 * it may carry is one of a known few words: nothing of any length, and no id, gets through.
 */
export function readWizardIntent(value: unknown): WizardIntent | null {
  const type = fieldOf(value, 'type');
  switch (type) {
    case 'step.go': {
      const step = oneOf(MIGRATION_STEPS, fieldOf(value, 'step'));
      return step === undefined ? null : { type, step };
    }
    case 'end.choose':
    case 'endpoint.edit':
    case 'tunnel.setUp': {
      const end = oneOf(ENDS, fieldOf(value, 'end'));
      return end === undefined ? null : { type, end };
    }
    case 'route.choose': {
      const route = oneOf(ROUTES, fieldOf(value, 'route'));
      return route === undefined ? null : { type, route };
    }
    case 'copy.set':
      return readSetCopy(value);
    case 'run.pace': {
      const keysPerSecond = fieldOf(value, 'keysPerSecond');
      return isPace(keysPerSecond) ? { type, keysPerSecond } : null;
    }
    case 'verify.start': {
      const repair = fieldOf(value, 'repair');
      return typeof repair === 'boolean' ? { type, repair } : null;
    }
    case 'snippet.copy': {
      const client = oneOf(SNIPPETS, fieldOf(value, 'client'));
      return client === undefined ? null : { type, client };
    }
    case 'report.save': {
      const format = oneOf(FORMATS, fieldOf(value, 'format'));
      return format === undefined ? null : { type, format };
    }
    case 'wizard.ready':
    case 'ends.swap':
    case 'check.again':
    case 'check.open':
    case 'copy.change':
    case 'copy.rehearse':
    case 'run.start':
    case 'run.pause':
    case 'run.resume':
    case 'run.cancel':
    case 'run.report':
    case 'verify.cancel':
    case 'gates.check':
    case 'wayBack.begin':
    case 'log.show':
      return { type };
    default:
      return null;
  }
}

/** The id of the migration in what a page kept, of whatever version; null when there is none. Never throws. */
export function readMigrationId(state: unknown): string | null {
  const id = fieldOf(state, 'migration');
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID ? id : null;
}

function readSetCopy(value: unknown): WizardIntent | null {
  const setting = oneOf(Object.keys(COPY_SETTINGS) as CopySetting[], fieldOf(value, 'setting'));
  if (setting === undefined) return null;
  const word = oneOf<string>(COPY_SETTINGS[setting], fieldOf(value, 'value'));
  return word === undefined ? null : { type: 'copy.set', setting, value: word };
}

function isPace(value: unknown): value is number | null {
  return value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_PACE);
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}
