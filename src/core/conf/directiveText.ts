import { boundsOf, defaultOf, isKnown, kindOf, preferredName, valuesOf } from './catalogue';
import type { Directive, DirectiveKind } from './catalogue';
import { targetName } from './confTarget';
import type { ConfTarget } from './confTarget';
import type { Product } from '../model/profile';
import { t } from '../model/t';
import { MEANINGS } from './meanings';
import { inUnits } from './numbers';
import { ofTable } from './ofTable';

const KINDS: Readonly<Record<DirectiveKind, string>> = {
  bool: t('`yes` or `no`'),
  enum: t('one of a list'),
  int: t('a whole number'),
  memory: t('a size in bytes, with a unit such as `100mb`'),
  'signed-memory': t('a size in bytes, with a unit such as `100mb`, or -1'),
  'percent-or-memory': t('a size in bytes such as `100mb`, or a percentage'),
  octal: t('an octal number such as `700`'),
  string: t('text; in quotes if it holds blanks'),
  special: t('a form of its own'),
  ignored: t('taken and without effect'),
  obsolete: t('gone'),
};

const SIZES: ReadonlySet<DirectiveKind> = new Set(['memory', 'signed-memory', 'percent-or-memory']);
/** Where the numbers of so many bits end: that is as good as no bound. */
const ENDS: ReadonlySet<bigint> = new Set([31n, 32n, 63n, 64n].map((bits) => 2n ** bits - 1n));

const NAMES: Readonly<Record<Product, string>> = { redis: 'Redis', valkey: 'Valkey' };

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
  const standard = defaultOf(directive, target);
  const versions = (['redis', 'valkey'] as const).flatMap((product) => {
    const first = since[product];
    if (first === undefined) return [];
    const gone = removed?.[product];
    const from = first.startsWith('<=') ? t('{0} or before', first.slice(2)) : first;
    const name = NAMES[product];
    return [
      gone === undefined ? t('{0} since {1}', name, from) : t('{0} since {1} until {2}', name, from, gone),
    ];
  });
  return [
    `**${name}**`,
    ...meaningOf(name, preferred),
    ...(known ? [] : [t('{0} does not have it.', targetName(target))]),
    ...(preferred === null ? [] : [t('Another name of `{0}`, which is preferred now.', preferred)]),
    valueText(directive, kind, target),
    ...(standard === null || directive.secret === true
      ? []
      : [standard === '' ? t('Default: empty.') : t('Default: {0}.', `\`${standard}\``)]),
    versions.length > 0
      ? t('In {0}.', versions.join('; '))
      : needs === undefined
        ? t('In servers built with an option of their own.')
        : t('In servers built with {0}.', needs),
    ...(restart === true ? [t('A change takes a restart of the server.')] : []),
    `[${t('Configuration of {0}', NAMES[target.product])}](${PAGES[target.product]})`,
  ].join('\n\n');
}

function meaningOf(name: string, preferred: string | null): readonly string[] {
  const meaning = MEANINGS[name] ?? (preferred === null ? undefined : MEANINGS[preferred]);
  return meaning === undefined ? [] : [meaning];
}

function valueText(directive: Directive, kind: DirectiveKind, target: ConfTarget): string {
  const words = valuesOf(directive, target).map((word) => `\`${word}\``);
  const list = words.length === 0 ? '' : `: ${words.join(', ')}`;
  // That of a size is in the words for its kind.
  const unit = SIZES.has(kind) || directive.unit === undefined ? '' : ` (${ofTable(directive.unit)})`;
  const value = `${KINDS[kind]}${list}${unit}`;
  const { min, max } = boundsOf(directive, target);
  const show = SIZES.has(kind) ? inUnits : String;
  const least = min === null || (SIZES.has(kind) && min === 0n) ? null : show(min);
  const most = max === null || ENDS.has(max) ? null : show(max);
  if (least !== null && most !== null) return t('Value: {0} from {1} to {2}.', value, least, most);
  if (least !== null) return t('Value: {0} from {1}.', value, least);
  return most === null ? t('Value: {0}.', value) : t('Value: {0} to {1}.', value, most);
}
