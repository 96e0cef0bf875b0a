import type { CopyPlan } from '../copy/plan';
import type { HeldBack } from '../model/run';
import { formatBytes, formatCount, formatDuration } from './format';

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
    ...(match === undefined ? [] : [`Only keys that match ${code(match)}.`]),
    ...exclude.map((glob) => `No keys that match ${code(glob)}.`),
    ...boundWords(plan),
    ...(slots === undefined ? [] : [`Only keys of the slots ${slots}.`]),
    ...(types === undefined ? [] : [`Only keys of type ${types.join(', ')}.`]),
    ...(ttl === undefined ? [] : [`Only keys ${ttl} an expiry.`]),
    ...(databases === undefined
      ? []
      : [
          `Databases: ${databases.map(({ source, target, prefix }) => `${String(source)} to ${String(target)}${prefix === undefined ? '' : ` as ${code(`${prefix}*`)}`}`).join(', ')}.`,
        ]),
    ...(sample === undefined ? [] : [`A rehearsal: ${formatCount(sample)} keys at most.`]),
    ...(autoPace === true ? ['Slower while the source is slow to answer.'] : []),
    ...(keysPerSecond === undefined ? [] : [`At most ${formatCount(keysPerSecond)} keys a second.`]),
    ...(bytesPerSecond === undefined ? [] : [`At most ${formatBytes(bytesPerSecond)} a second.`]),
    ...(plan.bigKeyBytes === undefined
      ? []
      : [`Keys of more than ${formatBytes(plan.bigKeyBytes)} are copied part by part.`]),
    ...(plan.retryForSeconds === undefined
      ? []
      : [`An end that fails is waited for ${formatCount(plan.retryForSeconds)} seconds.`]),
    ...(plan.evictionData === true ? ['How long ago or how often keys were used is carried along.'] : []),
  ];
}

function boundWords({ minBytes, maxBytes, minIdle, maxIdle }: CopyPlan): string[] {
  return [
    ...(minBytes === undefined ? [] : [`Only keys of ${formatBytes(minBytes)} or more.`]),
    ...(maxBytes === undefined ? [] : [`Only keys of ${formatBytes(maxBytes)} or less.`]),
    ...(minIdle === undefined ? [] : [`Only keys not used for ${formatCount(minIdle)} seconds or more.`]),
    ...(maxIdle === undefined ? [] : [`Only keys used in the last ${formatCount(maxIdle)} seconds.`]),
  ];
}

/** How an automatic pace went, as a sentence. */
export function heldBackWords({ baselineMs, highestMs, seconds }: HeldBack): string {
  const latencies = `the source answered in ${baselineMs.toFixed(1)} ms before the copy, and in ${highestMs.toFixed(1)} ms at most while it ran`;
  return seconds === 0
    ? `The pace was never held back: ${latencies}.`
    : `The pace was held back for ${formatDuration(seconds)}: ${latencies}.`;
}

function code(glob: string): string {
  return `\`${glob.replace(/`/g, "'")}\``;
}
