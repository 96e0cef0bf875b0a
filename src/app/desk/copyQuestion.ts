import { concerns } from '../../core/model/finding';
import type { CopyPlan } from '../../core/copy/plan';
import type { WholeReport } from '../../core/model/checkReport';
import type { Profile } from '../../core/model/profile';
import type { ConflictPolicy } from '../../core/model/run';
import { pairDatabases } from '../../core/plan/pairDatabases';
import { formatBytes } from '../../core/report/format';
import { plainChoiceWords } from './choiceText';
import type { CopyChoice } from './copyChoice';
import { counted } from './format';

/** What is asked before a copy begins. */
export interface CopyQuestion {
  readonly message: string;
  readonly detail: string;
  /** What to press to begin. */
  readonly button: 'Copy' | 'Try';
}

const POLICIES: Record<ConflictPolicy, (target: string) => string> = {
  replace: () => 'keys that exist in both will be replaced',
  skip: (target) => `keys that exist in both stay as they are in ${target}`,
  fail: (target) => `keys that exist in both stay as they are in ${target}, and the report names them`,
};

/** The question says how full the target is, in its own words. */
const SAID_ALREADY = 'target.notEmpty';

/**
 * The question that names the target and the amount, and what a check found.
 * @throws Failure when source and target databases cannot be paired
 */
export function copyQuestion(
  names: { readonly source: string; readonly target: string },
  plan: CopyPlan & CopyChoice,
  report: WholeReport & { readonly profile: { readonly target: Profile } },
): CopyQuestion {
  const {
    profile: { source, target },
    findings,
  } = report;
  const pairs = pairDatabases(plan, source, target);
  const keys = pairs.reduce((sum, pair) => sum + pair.keys, 0);
  const touched = new Set(pairs.map((pair) => pair.target));
  const held = target.databases
    .filter(({ index }) => plan.targetDatabase === undefined || touched.has(index))
    .reduce((sum, database) => sum + database.keys, 0);
  const holds =
    held === 0
      ? `It holds no keys.`
      : `It holds ${counted(held, 'key')}; ${POLICIES[plan.onConflict](names.target)}.`;
  const dry = plan.dryRun === true;
  return {
    message: dry
      ? `Try a copy of ${names.source} into ${names.target}? It is a dry run: nothing is written.`
      : `Copy ${names.source} into ${names.target}? ${holds}`,
    button: dry ? 'Try' : 'Copy',
    detail: [
      ...plainChoiceWords(plan),
      `Source: ${serverText(source)}, ${counted(keys, 'key')} in ${counted(pairs.length, 'database')}.`,
      `Target: ${serverText(target)}, ${memoryText(target)}.`,
      ...findings
        .filter((finding) => finding.rule !== SAID_ALREADY && concerns(finding, 'copy'))
        .map(({ message, fix }) => `\n${message}. ${fix}`),
      `\nNothing changes in ${names.source}.`,
    ].join('\n'),
  };
}

function serverText({ product, version }: Profile): string {
  return `${product} ${version}`;
}

function memoryText({ usedMemory, maxMemory }: Profile): string {
  return maxMemory === 0
    ? `${formatBytes(usedMemory)} in use`
    : `${formatBytes(usedMemory)} of ${formatBytes(maxMemory)} in use`;
}
