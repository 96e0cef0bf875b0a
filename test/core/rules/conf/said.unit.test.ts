import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';
import { speak } from '../../../../src/core/model/t';
import { oracle } from './oracle';

/** A language that puts each text into brackets, so that what does not go through `t()` stands outside of them. */
const BRACKETS = new Proxy<Record<string, string>>({}, { get: (_, text) => `⟦${String(text)}⟧` });
const TARGETS: readonly ConfTarget[] = [
  { product: 'redis', version: '5.0' },
  { product: 'redis', version: '7.0' },
  { product: 'redis', version: '8.6' },
  { product: 'valkey', version: '9.1' },
];

/** What the oracle's texts do not hold: they are tried alone, and on their own. */
const MORE = [
  'user a on >0123456789 +nothing\nuser a on',
  'user b on +@nothing\nuser c #x\nuser d <x\nuser e (+get\nuser f ~* ~a\nuser "g h"',
  'maxmemory-clients 101%\ndatabases 4\ncluster-enabled yes',
  'tls-port 1\ninclude /etc/x.conf\nhz 10\nhz 10\nport 1\nport 2',
  'tls-port 1\nprotected-mode no\nenable-debug-command yes\nrequirepass short\nhz 10\nhz 10\nport 1\nport 2',
  'loadmodule x\nx.y 1\n=secret words here\nmaxmemory 1gb\nappendonly yes\nsave 1 1\nappendfsync no',
  'maxmemory-policy allkeys-lru\nsave ""\ncluster-enabled yes\nreplicaof h 1\naclfile a\nuser a on',
  'active-defrag-cycle-min 9\nactive-defrag-cycle-max 2\nmin-replicas-max-lag 0\nmin-replicas-to-write 1\nport 0',
];

/** A text without what is in brackets, which may stand inside each other. */
function outside(text: string): string {
  const without = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return without === text ? text : outside(without);
}

// Constants are said as their modules are loaded, so these come after `speak`.
const load = async () =>
  Promise.all([
    import('../../../../src/core/rules/conf/checkConf'),
    import('../../../../src/core/conf/catalogue'),
    import('../../../../src/core/conf/directiveText'),
    import('../../../../src/core/conf/elasticacheText'),
  ]);
let modules: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  speak(BRACKETS);
  vi.resetModules();
  modules = await load();
});

afterAll(() => {
  speak({});
});

it('findings and fixes of a redis.conf are in the language that is spoken', () => {
  const [{ checkConfText }] = modules;
  const rules = new Set<string>();
  const english = new Set<string>();
  const place = { path: '/etc/r.conf', find: () => [{ path: '/x', text: { kind: 'missing' } as const }] };
  const few = MORE.flatMap((text) => TARGETS.map((target) => ({ text, target })));
  const many = oracle().rows.flatMap(([text], index) => {
    const target = TARGETS[index % TARGETS.length];
    return target === undefined ? [] : [{ text, target }];
  });
  for (const { text, target } of [...few, ...many]) {
    const asked = { target, elasticache: true };
    const whole = /^include/m.test(text) ? place : undefined;
    for (const { rule, message, evidence, fix, edit } of checkConfText(text, 'r.conf', asked, whole)
      .findings) {
      rules.add(rule);
      for (const said of [message, fix, edit?.title ?? '']) {
        if (outside(said).trim() !== '') english.add(said);
      }
      // Besides, evidence has lines as they stand, which begin with a directive.
      for (const part of outside(evidence).split('; ')) {
        if (!text.toLowerCase().includes(part.split(/[\s(…]/)[0] ?? '')) english.add(evidence);
      }
    }
  }
  expect([...english]).toEqual([]);
  expect(rules.size).toBeGreaterThan(30);
});

it('what a pointer over a directive shows is in the language that is spoken', () => {
  const [, { DIRECTIVES }, { directiveText }, { elasticacheText }] = modules;
  const english: string[] = [];
  for (const directive of DIRECTIVES) {
    for (const target of TARGETS) {
      const shown = `${directiveText(directive, target)}\n\n${elasticacheText(directive, target)}`;
      const rest = outside(shown).replaceAll(/\*\*[\w-]+:?\*\*|\]\(https:[^)]*\)/g, '');
      if (/[a-z]{2,}/.test(rest)) english.push(shown);
    }
  }
  expect(english).toEqual([]);
});
