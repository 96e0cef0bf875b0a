import { defaultOf, isKnown, DIRECTIVES } from './catalogue';
import type { ConfDocument } from './confDocument';
import type { ConfTarget } from './confTarget';
import { hasParameter, noteOf, readinessOf } from './elasticache';
import type { GroupParameter } from './groupParameter';
import { outputLimits } from './outputLimits';
import { parameterValue } from './parameterValue';
import { settingsOf } from './settings';
import type { Setting } from './settings';

/** A line that no parameter stands for. */
export interface LeftOut {
  /** From 1. */
  readonly line: number;
  /** The directive; null when it is none, since what stands there may be a secret. */
  readonly name: string | null;
  /** A clause: `up to ElastiCache`. */
  readonly reason: string;
}

/** What the file leaves to the default, where that of ElastiCache is another. */
export interface OtherDefault {
  readonly parameter: string;
  readonly engine: string;
  readonly elasticache: string;
}

/** What a redis.conf becomes as a parameter group. No value of a directive that holds a secret is in it. */
export interface ParameterGroup {
  readonly family: string;
  readonly target: ConfTarget;
  /** In the order of their lines. */
  readonly parameters: readonly GroupParameter[];
  /** Every other line that sets something, or tries to. */
  readonly leftOut: readonly LeftOut[];
  readonly otherDefaults: readonly OtherDefault[];
}

/** Either a parameter or the reason why there is none. */
type Outcome = { readonly parameters: readonly GroupParameter[] } | { readonly reason: string };

/**
 * Makes a parameter group of a redis.conf. Pure, and safe for any text.
 * @param target the server that the file is for
 * @param family one of FAMILIES
 */
export function parameterGroupOf(document: ConfDocument, target: ConfTarget, family: string): ParameterGroup {
  const settings = settingsOf(document, target);
  const last = new Map<string, number>();
  for (const setting of settings) if (setting.fits) last.set(mainName(setting), setting.line);
  const parameters = new Map<string, GroupParameter>();
  const leftOut: LeftOut[] = unreadable(document);
  for (const setting of settings) {
    const line = setting.line + 1;
    const outcome = outcomeOf(setting, target, family, last);
    if ('reason' in outcome) {
      leftOut.push({ line, name: setting.directive?.name ?? null, reason: outcome.reason });
    } else {
      for (const one of outcome.parameters) parameters.set(one.name, one);
    }
  }
  return {
    family,
    target,
    parameters: [...parameters.values()].sort((a, b) => a.line - b.line),
    leftOut: leftOut.sort((a, b) => a.line - b.line),
    otherDefaults: otherDefaultsOf(settings, target, family),
  };
}

function outcomeOf(
  setting: Setting,
  target: ConfTarget,
  family: string,
  last: ReadonlyMap<string, number>,
): Outcome {
  const { directive, name, fits } = setting;
  const line = setting.line + 1;
  if (directive === null) return { reason: 'no version knows such a directive' };
  if (!isKnown(directive, target)) return { reason: 'the version that the file is for does not have it' };
  if (!fits) return { reason: 'it has the wrong number of values' };
  const counts = last.get(mainName(setting)) ?? setting.line;
  if (directive.repeats !== true && counts !== setting.line) {
    return { reason: `line ${String(counts + 1)} sets it again, and the last one counts` };
  }
  if (name === 'include') return { reason: 'the file that it names is not read here: convert it, too' };
  const readiness = readinessOf(directive.name, family);
  if (readiness === null) return { reason: 'it is not known what becomes of it' };
  const { verdict, why, field, known, parameter = directive.name } = readiness;
  const sure = known === 'documented' ? '' : ` (${known === 'partly' ? 'partly inferred' : 'inferred'})`;
  switch (verdict) {
    case 'managed':
      return { reason: `up to ElastiCache${sure}. ${why}` };
    case 'creation': {
      const by = field === undefined ? '' : `, by ${field}`;
      return { reason: `chosen when the cache is created${by}${sure}. ${why}` };
    }
    case 'not-available':
      return { reason: `ElastiCache has nothing for it${sure}. ${why}` };
    case 'settable':
  }
  if (directive.secret === true) {
    return { reason: `its values are not written out: set the parameter ${parameter} by hand. ${why}` };
  }
  if (!hasParameter(readiness, family)) {
    return { reason: `groups of the family ${family} do not have the parameter ${parameter}. ${why}` };
  }
  if (name === 'client-output-buffer-limit') return outputLimits(setting, target);
  const value = parameterValue(setting, readiness, target);
  if ('reason' in value) return value;
  return { parameters: [{ name: parameter, value: value.value, line, note: noteOf(readiness) }] };
}

/** The name that several names of one thing share. */
function mainName({ directive, name }: Setting): string {
  return directive?.aliasOf ?? name;
}

/** Lines that a server would stop at, since a quote is never closed. */
function unreadable({ lines }: ConfDocument): LeftOut[] {
  return lines.flatMap(({ words, fault }, index) =>
    words.length > 0 && fault?.kind === 'open'
      ? [{ line: index + 1, name: null, reason: 'a quote is never closed' }]
      : [],
  );
}

function otherDefaultsOf(settings: readonly Setting[], target: ConfTarget, family: string): OtherDefault[] {
  const set = new Set(settings.filter(({ fits }) => fits).map(mainName));
  return DIRECTIVES.flatMap((directive) => {
    const { name, aliasOf, repeats } = directive;
    if (aliasOf !== undefined || repeats === true || set.has(name) || !isKnown(directive, target)) return [];
    const readiness = readinessOf(name, family);
    const engine = defaultOf(directive, target);
    const elasticache = readiness?.default;
    if (readiness?.verdict !== 'settable' || !hasParameter(readiness, family)) return [];
    if (engine === null || elasticache === undefined || engine === elasticache) return [];
    return [{ parameter: readiness.parameter ?? name, engine, elasticache }];
  });
}
