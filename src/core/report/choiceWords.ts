import type { CopyPlan } from '../copy/plan';
import { formatBytes, formatCount } from './format';

/** What a copy's plan chooses and limits, a sentence each; none when it does not. Markdown. */
export function choiceWords(plan: CopyPlan): string[] {
  const { match, exclude = [], types, ttl, databases, sample, keysPerSecond, bytesPerSecond } = plan;
  return [
    ...(match === undefined ? [] : [`Only keys that match ${code(match)}.`]),
    ...exclude.map((glob) => `No keys that match ${code(glob)}.`),
    ...(types === undefined ? [] : [`Only keys of type ${types.join(', ')}.`]),
    ...(ttl === undefined ? [] : [`Only keys ${ttl} an expiry.`]),
    ...(databases === undefined
      ? []
      : [
          `Databases: ${databases.map(({ source, target }) => `${String(source)} to ${String(target)}`).join(', ')}.`,
        ]),
    ...(sample === undefined ? [] : [`A rehearsal: ${formatCount(sample)} keys at most.`]),
    ...(keysPerSecond === undefined ? [] : [`At most ${formatCount(keysPerSecond)} keys a second.`]),
    ...(bytesPerSecond === undefined ? [] : [`At most ${formatBytes(bytesPerSecond)} a second.`]),
  ];
}

function code(glob: string): string {
  return `\`${glob.replace(/`/g, "'")}\``;
}
