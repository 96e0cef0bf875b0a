import { expect, it } from 'vitest';
import { checkMarkdown } from '../../../src/core/report/checkMarkdown';
import { checkText } from '../../../src/core/report/checkText';
import { ROUTE_NAMES } from '../../../src/core/report/routeNames';
import { sarif } from '../../../src/core/report/sarif';
import type { ServerFacts } from '../../../src/core/model/serverFacts';
import { judgePair } from '../judgePair';
import { profileOf } from '../profileOf';

const valkey8 = profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'other' });
const report = judgePair(profileOf({ holds: { 0: 5 }, fieldTtls: 2 }), valkey8, {
  counts: new Map([['hash', 5]]),
  keys: 5,
  complete: true,
});

it('a report as Markdown names every finding with its rule and page, every route, and the steps of the best', () => {
  const text = checkMarkdown(report);
  for (const { rule, docs } of report.findings) {
    expect(text).toContain(`Rule \`${rule}\`: <${docs}>`);
  }
  for (const { route, verdict } of report.routes)
    expect(text).toContain(`| ${ROUTE_NAMES[route]} | ${verdict} |`);
  expect(text).toContain('**Recommended: Copy (ours).**');
  expect(text).toContain('2 hashes');
});

it('without a target there are no routes to tell of', () => {
  const alone = judgePair(profileOf(), null, { counts: new Map(), keys: 0, complete: true });
  expect(checkText(alone)).not.toContain('Routes');
  expect(checkText(alone)).not.toContain('not reached');
  expect(checkMarkdown(alone)).toContain('No rule has anything to say.');
});

it('as SARIF each finding has its level, and its place where it is one of a file', () => {
  const place = { line: 3, column: 1, endLine: 3, endColumn: 9 };
  const log = sarif([...report.findings.map((one) => ({ ...one, ...place }))], '1.2.3', 'redis.conf');
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'elasticache-migrator', version: '1.2.3' } } }],
  });
  const [run] = (log as { runs: { results: Record<string, unknown>[] }[] }).runs;
  expect(run?.results).toHaveLength(report.findings.length);
  expect(run?.results[0]).toMatchObject({
    ruleId: 'hash.fieldTtl',
    level: 'warning',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'redis.conf' },
          region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 },
        },
      },
    ],
  });
  expect(JSON.stringify(sarif(report.findings, '1.2.3'))).not.toContain('locations');
});

it('says which parts a server does not tell', () => {
  const told: ServerFacts = {
    settings: {},
    tls: false,
    access: { user: 'default', open: true, defaultUserUnlimited: true, otherUsers: 0 },
    commands: [],
    calls: {},
    replication: { replicas: 0, lagSeconds: null, linkUp: null, backlogBytes: 0, writeBytesPerSecond: null },
    persistence: { secondsSinceSave: null, changesSinceSave: 0, lastSaveOk: true, appendOnly: false },
    memory: { used: 1, peak: 1, resident: 1, dataset: 1, system: 1, fragmentation: 1 },
    clients: { connected: 1, limit: 1, blocked: 0, subscribers: 0, resp3: 0, tracking: 0, libraries: [] },
    modules: [],
    libraries: [],
    cachedScripts: 0,
    slowCommands: 0,
    latencyEvents: [],
    cluster: null,
  };
  const silent: ServerFacts = { ...told, settings: null, access: { ...told.access, otherUsers: null } };
  const partly = judgePair(
    profileOf(),
    valkey8,
    { counts: new Map(), keys: 0, complete: true },
    {
      source: { facts: told },
      target: { facts: silent },
    },
  );
  expect(partly.facts.target).toBe(silent);
  expect(checkText(partly)).toContain('Not known, since the target does not tell: settings, other users.');
  expect(checkMarkdown(partly)).toContain('The target does not tell: settings, other users.');
  expect(checkText(partly)).not.toContain('the source does not tell');
  expect(checkText(report)).not.toContain('Not known');
});
