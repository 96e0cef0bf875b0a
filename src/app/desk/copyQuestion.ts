import { concerns } from '../../core/model/finding';
import type { CopyPlan } from '../../core/copy/plan';
import type { WholeReport } from '../../core/model/checkReport';
import type { Profile } from '../../core/model/profile';
import type { ConflictPolicy } from '../../core/model/run';
import { pairDatabases } from '../../core/plan/pairDatabases';
import { formatBytes } from '../../core/report/format';
import { plainChoiceWords } from './choiceText';
import type { CopyChoice } from './copyChoice';
import { counted } from '../../core/report/counted';
import { t } from '../../core/model/t';

/** What is asked before a copy begins. */
export interface CopyQuestion {
  readonly message: string;
  readonly detail: string;
  /** What to press to begin. */
  readonly button: string;
}

const POLICIES: Record<ConflictPolicy, (target: string) => string> = {
  replace: () => t('keys that exist in both will be replaced'),
  skip: (target) => t('keys that exist in both stay as they are in {0}', target),
  fail: (target) => t('keys that exist in both stay as they are in {0}, and the report names them', target),
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
      ? t('It holds no keys.')
      : t('It holds {0}; {1}.', counted(held, 'key'), POLICIES[plan.onConflict](names.target));
  const dry = plan.dryRun === true;
  return {
    message: dry
      ? t('Try a copy of {0} into {1}? It is a dry run: nothing is written.', names.source, names.target)
      : t('Copy {0} into {1}? {2}', names.source, names.target, holds),
    button: dry ? t('Try') : t('Copy'),
    detail: [
      ...plainChoiceWords(plan),
      t(
        'Source: {0}, {1} in {2}.',
        serverText(source),
        counted(keys, 'key'),
        counted(pairs.length, 'database'),
      ),
      t('Target: {0}, {1}.', serverText(target), memoryText(target)),
      ...findings
        .filter((finding) => finding.rule !== SAID_ALREADY && concerns(finding, 'copy'))
        .map(({ message, fix }) => `\n${message}. ${fix}`),
      `\n${t('Nothing changes in {0}.', names.source)}`,
    ].join('\n'),
  };
}

function serverText({ product, version }: Profile): string {
  return `${product} ${version}`;
}

function memoryText({ usedMemory, maxMemory }: Profile): string {
  return maxMemory === 0
    ? t('{0} in use', formatBytes(usedMemory))
    : t('{0} of {1} in use', formatBytes(usedMemory), formatBytes(maxMemory));
}
