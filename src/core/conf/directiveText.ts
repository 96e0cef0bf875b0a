import { boundsOf, defaultOf, isKnown, kindOf, preferredName, valuesOf } from './catalogue';
import type { Directive, DirectiveKind } from './catalogue';
import { targetName } from './confTarget';
import type { ConfTarget } from './confTarget';
import type { Product } from '../model/profile';
import { MEANINGS } from './meanings';
import { inUnits } from './numbers';

const KINDS: Readonly<Record<DirectiveKind, string>> = {
  bool: '`yes` or `no`',
  enum: 'one of a list',
  int: 'a whole number',
  memory: 'a size in bytes, with a unit such as `100mb`',
  'signed-memory': 'a size in bytes, with a unit such as `100mb`, or -1',
  'percent-or-memory': 'a size in bytes such as `100mb`, or a percentage',
  octal: 'an octal number such as `700`',
  string: 'text; in quotes if it holds blanks',
  special: 'a form of its own',
  ignored: 'taken and without effect',
  obsolete: 'gone',
};

const SIZES: ReadonlySet<DirectiveKind> = new Set(['memory', 'signed-memory', 'percent-or-memory']);
/** Where the numbers of so many bits end: that is as good as no bound. */
const ENDS: ReadonlySet<bigint> = new Set([31n, 32n, 63n, 64n].map((bits) => 2n ** bits - 1n));

const PAGES: Readonly<Record<Product, string>> = {
  redis: 'https://redis.io/docs/latest/operate/oss_and_stack/management/config/',
  valkey: 'https://valkey.io/topics/valkey.conf/',
};

/** What is known of a directive, as lines of Markdown. */
export function directiveText(directive: Directive, target: ConfTarget): string {
  const { name, since, removed, restart, needs } = directive;
  const preferred = preferredName(directive, target);
  const known = isKnown(directive, target);
  const kind = kindOf(directive, target);
  // That of a size is in the words for its kind.
  const unit = SIZES.has(kind) ? undefined : directive.unit;
  const words = valuesOf(directive, target);
  const standard = defaultOf(directive, target);
  const versions = (['redis', 'valkey'] as const).flatMap((product) => {
    const first = since[product];
    if (first === undefined) return [];
    const gone = removed?.[product];
    const from = first.startsWith('<=') ? `${first.slice(2)} or before` : first;
    return [
      `${product === 'redis' ? 'Redis' : 'Valkey'} since ${from}${gone === undefined ? '' : ` until ${gone}`}`,
    ];
  });
  return [
    `**${name}**`,
    ...meaningOf(name, preferred),
    ...(known ? [] : [`${targetName(target)} does not have it.`]),
    ...(preferred === null ? [] : [`Another name of \`${preferred}\`, which is preferred now.`]),
    `Value: ${KINDS[kind]}${words.length === 0 ? '' : `: ${words.map((word) => `\`${word}\``).join(', ')}`}${unit === undefined ? '' : ` (${unit})`}${boundsText(directive, kind, target)}.`,
    ...(standard === null || directive.secret === true
      ? []
      : [`Default: ${standard === '' ? 'empty' : `\`${standard}\``}.`]),
    `In ${versions.join('; ') || `servers built with ${needs ?? 'an option of their own'}`}.`,
    ...(restart === true ? ['A change takes a restart of the server.'] : []),
    `[Configuration of ${target.product === 'redis' ? 'Redis' : 'Valkey'}](${PAGES[target.product]})`,
  ].join('\n\n');
}

function meaningOf(name: string, preferred: string | null): readonly string[] {
  const meaning = MEANINGS[name] ?? (preferred === null ? undefined : MEANINGS[preferred]);
  return meaning === undefined ? [] : [meaning];
}

function boundsText(directive: Directive, kind: DirectiveKind, target: ConfTarget): string {
  const { min, max } = boundsOf(directive, target);
  const show = SIZES.has(kind) ? inUnits : String;
  const least = min === null || (SIZES.has(kind) && min === 0n) ? '' : ` from ${show(min)}`;
  const most = max === null || ENDS.has(max) ? '' : ` to ${show(max)}`;
  return `${least}${most}`;
}
