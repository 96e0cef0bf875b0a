import type { CheckReport } from '../model/checkReport';
import type { NodeFit } from '../model/plan';
import type { Rehearsal } from '../model/rehearsal';
import { fileWords } from './fileWords';
import { formatBytes, formatCount, formatDuration } from './format';
import { keysWords } from './keysWords';
import { figure } from './untold';
import { wrap } from './wrap';

/** What there is to move, and into what, in rows of a name and a value. */
export function checkFactsText(report: CheckReport): string[] {
  const { kinds, places, nodeTypes, rehearsal, notRehearsed, plainRestoreRefused, file, sourceDatabase } =
    report;
  const { source, target } = report.profile;
  const holds = kinds.counts.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(', ');
  const rows: (readonly [string, string])[] = [
    ...(file === undefined ? [] : [['file', fileWords(file)] as const]),
    ['source keys', keysWords(report)],
    ['source memory', figure(source.usedMemory, formatBytes)],
    [
      'kinds',
      holds === ''
        ? 'none seen'
        : `${holds}${kinds.complete ? '' : ` (of ${formatCount(kinds.sampled)} keys looked at)`}${sourceDatabase === undefined ? '' : ', in every database'}`,
    ],
    ...(target === null || places.target?.planned === true
      ? []
      : [['target keys', figure(target.keys, formatCount)] as const]),
    ...(rehearsal === null ? [] : [['rehearsal', rehearsalText(rehearsal)] as const]),
    ...(notRehearsed === undefined ? [] : [['rehearsal', `not rehearsed: ${notRehearsed}`] as const]),
    ...(plainRestoreRefused === null
      ? []
      : [['plain RESTORE', plainRestoreRefused ? 'refused for every key' : 'accepted'] as const]),
    ...(nodeTypes.length === 0 || (target !== null && places.target?.kind === 'self-managed')
      ? []
      : [['fits into', nodeTypes.map(fitText).join(', ')] as const]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => wrap(value, `  ${name.padEnd(width)}  `));
}

function rehearsalText({ keys, bytes, seconds, rate, pausedSeconds, endedBy }: Rehearsal): string {
  const rates =
    rate === null
      ? 'too little to measure'
      : `${formatCount(rate.median)} keys/s${rate.least === rate.most ? '' : ` (${formatCount(rate.least)} to ${formatCount(rate.most)})`}`;
  return [
    `${formatCount(keys)} keys, ${formatBytes(bytes)}, read in ${formatDuration(seconds)}: ${rates}`,
    ...(pausedSeconds === 0
      ? []
      : [`held back for ${formatDuration(pausedSeconds)} while the source was slow`]),
    ...(endedBy === 'latency' ? ['given up, since the source did not recover'] : []),
    'writing was not measured',
  ].join('; ');
}

function fitText({ name, shards, headroom }: NodeFit): string {
  return `${shards === 1 ? '' : `${String(shards)} shards of `}${name} (${String(Math.floor(headroom * 100))} % free)`;
}
