import type { CopyPlan } from '../copy/plan';
import type { DatabaseMapping } from '../plan/pairDatabases';
import type { HeldBack } from '../model/run';
import { formatBytes, formatCount, formatDuration } from './format';
import { t } from '../model/t';

/** What a copy's plan chooses and limits, a sentence each; none when it does not. Markdown. */
export function choiceWords(plan: CopyPlan): string[] {
  const {
    match,
    exclude = [],
    types,
    ttl,
    databases,
    sample,
    slots,
    autoPace,
    keysPerSecond,
    bytesPerSecond,
  } = plan;
  return [
    ...(match === undefined ? [] : [t('Only keys that match {0}.', code(match))]),
    ...exclude.map((glob) => t('No keys that match {0}.', code(glob))),
    ...boundWords(plan),
    ...(slots === undefined ? [] : [t('Only keys of the slots {0}.', slots)]),
    ...(types === undefined ? [] : [t('Only keys of type {0}.', types.join(', '))]),
    ...(ttl === undefined
      ? []
      : [ttl === 'with' ? t('Only keys with an expiry.') : t('Only keys without an expiry.')]),
    ...(databases === undefined ? [] : [t('Databases: {0}.', databases.map(databaseWords).join(', '))]),
    ...(sample === undefined ? [] : [t('A rehearsal: {0} keys at most.', formatCount(sample))]),
    ...(autoPace === true ? [t('Slower while the source is slow to answer.')] : []),
    ...(keysPerSecond === undefined ? [] : [t('At most {0} keys a second.', formatCount(keysPerSecond))]),
    ...(bytesPerSecond === undefined ? [] : [t('At most {0} a second.', formatBytes(bytesPerSecond))]),
    ...(plan.bigKeyBytes === undefined
      ? []
      : [t('Keys of more than {0} are copied part by part.', formatBytes(plan.bigKeyBytes))]),
    ...(plan.retryForSeconds === undefined
      ? []
      : [t('An end that fails is waited for {0} seconds.', formatCount(plan.retryForSeconds))]),
    ...(plan.evictionData === true ? [t('How long ago or how often keys were used is carried along.')] : []),
  ];
}

function boundWords({ minBytes, maxBytes, minIdle, maxIdle }: CopyPlan): string[] {
  return [
    ...(minBytes === undefined ? [] : [t('Only keys of {0} or more.', formatBytes(minBytes))]),
    ...(maxBytes === undefined ? [] : [t('Only keys of {0} or less.', formatBytes(maxBytes))]),
    ...(minIdle === undefined
      ? []
      : [t('Only keys not used for {0} seconds or more.', formatCount(minIdle))]),
    ...(maxIdle === undefined ? [] : [t('Only keys used in the last {0} seconds.', formatCount(maxIdle))]),
  ];
}

/** `0 → 1`, with a prefix as `0 → 1 (app1:*)` */
function databaseWords({ source, target, prefix }: DatabaseMapping): string {
  const named = prefix === undefined ? '' : ` (${code(`${prefix}*`)})`;
  return `${String(source)} → ${String(target)}${named}`;
}

/** How an automatic pace went, as a sentence. */
export function heldBackWords({ baselineMs, highestMs, seconds }: HeldBack): string {
  const latencies = [baselineMs.toFixed(1), highestMs.toFixed(1)] as const;
  return seconds === 0
    ? t(
        'The pace was never held back: the source answered in {0} ms before the copy, and in {1} ms at most while it ran.',
        ...latencies,
      )
    : t(
        'The pace was held back for {0}: the source answered in {1} ms before the copy, and in {2} ms at most while it ran.',
        formatDuration(seconds),
        ...latencies,
      );
}

function code(glob: string): string {
  return `\`${glob.replace(/`/g, "'")}\``;
}
