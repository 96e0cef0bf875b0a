import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/finding';
import { ROUTES } from '../../../src/core/model/route';
import { readPlannedCache } from '../../../src/core/plan/readPlannedCache';
import { checkText } from '../../../src/core/report/checkText';
import { plannedEnd } from '../../../src/core/rules/plannedEnd';
import { judgePair } from '../judgePair';
import { profileOf } from '../profileOf';

const KINDS = { counts: new Map([['hash', 5]] as const), keys: 5, complete: true };
const redis8 = profileOf({ holds: { 0: 5 }, fieldTtls: 2 });
const valkey8 = profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'other' });
const report = judgePair(redis8, valkey8, KINDS);

/** Lines that are no commands, which are copied as they are. */
function lines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^ +(aws|elasticache-migrator|redis-cli|redis-server) /.test(line));
}

/** The lines under a heading, up to an empty one. */
function under(heading: string, text: string): string {
  const from = text.indexOf(`\n${heading}\n`);
  expect(from).toBeGreaterThan(0);
  return text.slice(from + heading.length + 2).split('\n\n', 1)[0] ?? '';
}

describe('a check as text', () => {
  it('says which route to take before anything else, and how', () => {
    const text = checkText(report);
    expect(text).toMatch(
      /^Check: nothing stands in the way, but something will be lost\.\nredis 8\.0\.2 \(RDB 12\) -> valkey 8\.1\.1 \(RDB 11\)\n\nRecommended: copy\. /,
    );
    const order = [
      'Recommended:',
      'source keys',
      'Routes\n',
      'Whatever the route',
      'other routes',
      'How to take',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('tells in full what is lost whatever the route, and of other routes what stands in their way', () => {
    const text = checkText(report);
    expect(under('Whatever the route', text)).toMatch(
      /WARNING Up to 2 hashes will lose field TTLs[^]*because INFO of the source/,
    );
    const others = under('What stands in the way of other routes', text);
    expect(others).toMatch(/^ {2}live-copy {9}route\.liveCopy$/m);
    expect(others).toMatch(/^ {2}online-migration {2}rdb\.version, route\.target$/m);
    expect(others).not.toMatch(/^ {2}copy /m);
    for (const { route, verdict } of report.routes)
      expect(text).toMatch(new RegExp(`  ${route} +${verdict}`));
  });

  it('with all, tells of every finding in full', () => {
    const text = checkText(report, true).replace(/\s+/g, ' ');
    for (const { rule, message, evidence, fix } of report.findings)
      expect(text).toContain(`${message} [${rule}] because ${evidence} ${fix}`);
    expect(text).not.toContain('--all');
  });

  it('where no route can be taken, says what stands in the way of the copy', () => {
    const text = checkText(
      judgePair(profileOf({ holds: { 0: 5, 9: 1 } }), { ...valkey8, databaseLimit: 1 }, KINDS),
    );
    expect(text).toMatch(
      /^Check: something stands in the way\.\n[^\n]+\n\nNo route can be taken as it is\.\n/,
    );
    expect(under('What stands in the way of copy', text)).toMatch(/^ {2}ERROR 1 key has no database/);
    expect(text).not.toContain('How to take');
  });

  it('without a target tells what there is, and into what it would fit', () => {
    const text = checkText(judgePair(redis8, null, KINDS));
    expect(text).not.toMatch(/Routes|not reached|Recommended|other routes/);
    expect(text).toMatch(/fits into {6}cache\.t4g\.micro \(99 % free\)/);
  });

  it('of a cache that is planned, says so and what is not decided', () => {
    const target = plannedEnd(readPlannedCache('valkey-8.1,cluster=3,node=cache.m7g.large,tls'));
    const planned = judgePair(redis8, valkey8, KINDS, { target });
    const text = checkText(planned);
    expect(text).toContain('-> valkey 8.1 (RDB 11), yet to be created\n');
    expect(text).toContain('3 shards of cache.t4g.micro');
    expect(text).toMatch(
      /Not decided of the new cache: encryption at rest,\s+whether\s+clients\s+log in,\s+Multi-AZ/,
    );
    expect(text).not.toMatch(/the target does not tell|target keys/);
    expect(text).toMatch(/^ {5}aws elasticache create-replication-group .*--num-node-groups 3/m);
  });

  it('fits a terminal of 80 columns, whatever was found', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 40 });
    const sentence = words.map((some) => some.join(' ').replace(/[^ -~]/g, '_'));
    const finding: fc.Arbitrary<Finding> = fc.record({
      rule: fc.constantFrom('a.one', 'b.two'),
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      message: sentence,
      evidence: sentence,
      fix: sentence,
      docs: fc.constant('https://valkey.io/'),
      blocks: fc.subarray([...ROUTES]),
      risks: fc.subarray([...ROUTES]),
    });
    fc.assert(
      fc.property(fc.array(finding), fc.boolean(), (refusals, all) => {
        const text = checkText(judgePair(redis8, valkey8, KINDS, { source: { refusals } }), all);
        for (const line of lines(text)) expect(line.length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 50 },
    );
  });
});
