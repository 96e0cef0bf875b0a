import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourcesIn } from './saidTexts';
import { unsaidIn } from './unsaid';

/** Folders and files whose every sentence is translated. */
const SAID = [
  'src/app',
  'src/aws',
  'src/bridge',
  'src/core/conf',
  'src/core/connectByAws.ts',
  'src/core/connectEnds.ts',
  'src/core/copy',
  'src/core/model',
  'src/core/plan',
  'src/core/rdb',
  'src/core/report/checkMarkdown.ts',
  'src/core/report/choiceWords.ts',
  'src/core/report/copyMarkdown.ts',
  'src/core/report/describeLoss.ts',
  'src/core/report/exitCode.ts',
  'src/core/report/fileWords.ts',
  'src/core/report/format.ts',
  'src/core/report/keyName.ts',
  'src/core/report/keysWords.ts',
  'src/core/report/layout.ts',
  'src/core/report/markdown.ts',
  'src/core/report/modeName.ts',
  'src/core/report/spanText.ts',
  'src/core/report/untold.ts',
  'src/core/report/valueKindName.ts',
  'src/core/report/verdictWords.ts',
  'src/core/report/verifyMarkdown.ts',
  'src/core/report/waitingText.ts',
  'src/core/rules/capacity',
  'src/core/rules/clients',
  'src/core/rules/cluster',
  'src/core/rules/conf',
  'src/core/rules/file',
  'src/core/rules/online',
  'src/core/rules/routes',
  'src/core/rules/safety',
  'src/core/rules/security',
  'src/core/rules/seed',
  'src/core/rules/upgrade',
  'src/core/rules/values',
  'src/core/rules/askCloud.ts',
  'src/core/rules/calledOf.ts',
  'src/core/rules/check.ts',
  'src/core/rules/databases.ts',
  'src/core/rules/fieldTtl.ts',
  'src/core/rules/functions.ts',
  'src/core/rules/judge.ts',
  'src/core/rules/judgeByEngines.ts',
  'src/core/rules/listed.ts',
  'src/core/rules/lookAtFile.ts',
  'src/core/rules/lookAtServer.ts',
  'src/core/rules/memory.ts',
  'src/core/rules/missingDatabase.ts',
  'src/core/rules/moduleTypes.ts',
  'src/core/rules/plannedEnd.ts',
  'src/core/rules/rdbVersion.ts',
  'src/core/rules/registry.ts',
  'src/core/rules/rule.ts',
  'src/core/rules/sameServer.ts',
  'src/core/rules/streams.ts',
  'src/core/rules/targetNotEmpty.ts',
  'src/core/rules/topology.ts',
  'src/core/rules/valueEncoding.ts',
  'src/core/sample',
  'src/core/verify',
  'src/node/checkRdb.ts',
  'src/node/copyThread.ts',
  'src/node/copyThreadSide.ts',
  'src/node/endpointTrust.ts',
  'src/node/environmentEndpoints.ts',
  'src/node/keptRun.ts',
  'src/node/listRuns.ts',
  'src/node/makeFolder.ts',
  'src/node/openRun.ts',
  'src/node/pemFile.ts',
  'src/node/pruneRuns.ts',
  'src/node/rdbFile.ts',
  'src/node/readBounded.ts',
  'src/node/runDocument.ts',
  'src/node/runFolder.ts',
  'src/node/runLock.ts',
  'src/node/runUnwritable.ts',
  'src/node/savedRun.ts',
  'src/node/threadLogins.ts',
  'src/node/threadRun.ts',
  'src/node/unfinishedRuns.ts',
  'src/redis',
  'webview',
];

/**
 * Files of them that a window shows nothing of: what is written to a file for the tools of AWS, which is in English, an
 * option of the command line, and names of commands.
 */
const NOT_SHOWN = [
  'src/core/conf/outputLimits.ts',
  'src/core/conf/parameterGroup.ts',
  'src/core/conf/parameterGroupText.ts',
  'src/core/conf/parameterValue.ts',
  'src/core/plan/readPlace.ts',
  'src/core/plan/writeCommands.ts',
];

/** What looks like prose and is none: the names of kinds, commands, a tag's attributes, what other programs say. */
const NO_PROSE = [
  /^(replication group|function library)s?$/,
  /^icon icon-/,
  /^<!DOCTYPE html>/,
  /^aws (cloudwatch|elasticache|s3|sso) /,
  /^(\{\}|elasticache-migrator (copy|verify)) --/,
  /^elasticache-migrator ((migration|run)$|(copy|verify) \{\})/,
  /^(redis|\{\})-server --dir /,
  /^--cluster-mode enabled /,
  /^CONFIG SET protected-mode no$/,
  /^(web identity|who asks)$/,
  // Why a line matters that a server refuses: only docs/rules.md says so.
  /^The server stops at its start and names the line\.$/,
  /^(-ERR An LFU maxmemory policy|Protocol error)$/,
];

// Read before the test: on a busy machine that may take longer than a test may.
const UNSAID = sourcesIn(join(import.meta.dirname, '..', '..'), ['src', 'webview'])
  .filter(([file]) => SAID.some((room) => file === room || file.startsWith(`${room}/`)))
  .filter(([file]) => !NOT_SHOWN.includes(file))
  .flatMap(([file, source]) => unsaidIn(file, source))
  .filter(({ text }) => !NO_PROSE.some((known) => known.test(text)));

describe('what does not go through t()', () => {
  it('is found where it stands', () => {
    const source = `
      const fix = 'Do it now';
      const said = t('Do it {0}', rest ? 'or do not' : 'now');
      const name = 'CONFIG SET maxmemory';
      throw new Error(\`of \${no} interest here\`);
      type Mode = 'as it stands';
      if (said === 'no one else') return;
      show(\`It \${is} what it is\`);
    `;
    expect(unsaidIn('src/core/plan/a.ts', source).map(({ text }) => text)).toEqual([
      'Do it now',
      'or do not',
      'It {} what it is',
    ]);
    const rule = "const rule = { what: 'of the docs', evaluate: () => ({ what: 'of the page' }) };";
    expect(unsaidIn('src/core/rules/a.ts', rule).map(({ text }) => text)).toEqual(['of the page']);
  });

  it('is nothing that a user of the editor reads', () => {
    expect(UNSAID).toEqual([]);
  });
});
