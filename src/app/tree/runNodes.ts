import { formatBytes, formatCount, formatDuration } from '../../core/report/format';
import { plainChoiceWords } from '../desk/choiceText';
import { counted } from '../../core/report/counted';
import { markdownTable } from '../desk/markdownTable';
import { isOvertaken, runName } from '../desk/run';
import type { Run } from '../desk/run';
import {
  atLeast,
  differencesText,
  lossText,
  progressText,
  runDescription,
  statusNow,
} from '../desk/runWords';
import type { Node } from './node';
import { momentText } from '../../core/model/moment';
import { t } from '../../core/model/t';

const POLICIES = {
  replace: t('replace keys that exist'),
  skip: t('skip keys that exist'),
  fail: t('report keys that exist'),
} as const;

/** A run's row in the Migrations view and the rows beneath it. */
export function runNode(run: Run): Node {
  const rows = details(run);
  return {
    id: runNodeId(run.id),
    label: runName(run),
    description: runDescription(run),
    tooltip: markdownTable(runName(run), rows),
    ...icon(run),
    context: `run.${contextOf(run)}`,
    subject: run.id,
    children: rows.map(([label, description], index) => ({
      id: `${runNodeId(run.id)}/${String(index)}`,
      label,
      description,
      icon: 'blank',
      context: 'detail.run',
      subject: run.id,
      children: [],
    })),
  };
}

function contextOf(run: Run): string {
  switch (run.state) {
    case 'running':
      return run.stopping ? 'stopping' : run.paused ? 'paused' : 'running';
    case 'interrupted':
      return 'interrupted';
    case 'finished':
      return run.resumable === true ? 'resumable' : run.result.status;
  }
}

/** The id of a run's row. */
export function runNodeId(runId: string): string {
  return `run/${runId}`;
}

function icon(run: Run): Pick<Node, 'icon' | 'colour'> {
  if (run.state === 'running') return { icon: run.paused && !run.stopping ? 'debug-pause' : 'sync~spin' };
  if (run.state === 'interrupted') return { icon: 'debug-disconnect' };
  switch (statusNow(run)) {
    case 'done':
      return { icon: 'pass', colour: 'testing.iconPassed' };
    case 'incomplete':
      return { icon: 'warning', colour: 'problemsWarningIcon.foreground' };
    case 'cancelled':
      return { icon: 'circle-slash' };
    case 'failed':
      return { icon: 'error', colour: 'problemsErrorIcon.foreground' };
  }
}

function details(run: Run): (readonly [string, string])[] {
  const head = [
    ...(isOvertaken(run)
      ? [
          [
            t('Overtaken'),
            t(
              'A later copy of the same ends was completed. Discard this one unless it was to copy something else.',
            ),
          ] as const,
        ]
      : []),
    [t('Started'), momentText(run.startedAt)],
    [t('If a key exists'), POLICIES[run.plan.onConflict]],
    ...plainChoiceWords(run.plan).map((words) => [t('Choice'), words] as const),
  ] as const;
  if (run.state === 'running') {
    return [
      [t('Progress'), progressText(run.progress)],
      [t('Written'), formatBytes(run.progress.bytes)],
      ...head,
    ];
  }
  if (run.state === 'interrupted') {
    return [
      [t('Interrupted'), momentText(run.savedAt)],
      [t('Copied'), atLeast(run)],
      ...(run.total === 0 ? [] : ([[t('The source held'), counted(run.total, 'key')]] as const)),
      ...head,
    ];
  }
  const { keys, losses, seconds, failure, source, target } = run.result;
  return [
    ...(failure === undefined ? [] : ([[t('Problem'), failure.message]] as const)),
    [run.result.dryRun === true ? t('Would be copied') : t('Copied'), counted(keys.copied, 'key')],
    ...(keys.skipped === 0 ? [] : ([[t('Skipped'), formatCount(keys.skipped)]] as const)),
    ...(keys.expired === 0 ? [] : ([[t('Expired meanwhile'), formatCount(keys.expired)]] as const)),
    ...(keys.quarantined === 0 ? [] : ([[t('Not copied'), formatCount(keys.quarantined)]] as const)),
    ...losses.map((loss) => [t('Loss'), lossText(loss)] as const),
    ...differencesText(run).map((text) => [t('Verified'), text] as const),
    ...(run.proof === undefined ? [] : [[t('Verified at'), momentText(run.proof.at)] as const]),
    [run.result.dryRun === true ? t('Would be written') : t('Written'), formatBytes(run.result.bytes)],
    [t('Took'), formatDuration(seconds)],
    ...(source === null ? [] : ([[t('Source'), `${source.product} ${source.version}`]] as const)),
    ...(target === null ? [] : ([[t('Target'), `${target.product} ${target.version}`]] as const)),
    ...head,
  ];
}
