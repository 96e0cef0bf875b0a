import { preferredName } from '../../conf/catalogue';
import type { ConfDocument } from '../../conf/confDocument';
import type { ConfTarget } from '../../conf/confTarget';
import type { FollowedConf } from '../../conf/followIncludes';
import type { Setting } from '../../conf/settings';
import type { ConfWord } from '../../conf/splitLine';
import type { Severity } from '../../model/finding';
import { t } from '../../model/t';

/** What a rule on redis.conf may look at. */
export interface ConfEvidence {
  readonly document: ConfDocument;
  readonly target: ConfTarget;
  readonly settings: readonly Setting[];
  /** The line that counts, of those that this version takes, by its preferred name: the last one. */
  readonly last: ReadonlyMap<string, Setting>;
  /** Where each line stands, and what could not be read of what the file includes. */
  readonly followed: FollowedConf;
  /** True when the file names others that were not read, which may hold what seems to be missing. */
  readonly includes: boolean;
}

/** A place in the file: all from 0, `end` behind the last column. */
export interface Span {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A change that mends what was found. `endLine` is that of the place when not given. */
export interface ConfEdit extends Span {
  readonly endLine?: number;
  readonly title: string;
  readonly text: string;
}

/** Another word in the place of one. */
export function instead(at: Span, text: string): ConfEdit {
  return { ...at, title: t('Write {0}', text), text };
}

/** The line goes, with its line break. */
export function withoutLine({ line }: Pick<Span, 'line'>): ConfEdit {
  return { line, start: 0, endLine: line + 1, end: 0, title: t('Remove the line'), text: '' };
}

/** A finding before it knows its rule. */
export interface ConfFound {
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: string;
  readonly fix: string;
  readonly at: Span;
  /** What mends it, where that cannot be wrong. */
  readonly edit?: ConfEdit;
  /** When another page says more than that of the rule. */
  readonly docs?: string;
}

/** One thing that a redis.conf may trip over. Pure: the same evidence gives the same findings. */
export interface ConfRule {
  /** `conf.subject`, stable. */
  readonly id: string;
  /** The worst that it says. */
  readonly severity: Severity;
  /** What it looks for, as a clause: `a quote is never closed`. */
  readonly what: string;
  /** Why that matters, as a sentence. */
  readonly why: string;
  /** The address of a page that says so. */
  readonly docs: string;
  evaluate(evidence: ConfEvidence): readonly ConfFound[];
}

export const CONFIG_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/config/';
export const ACL_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/';
export const SECURITY_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/';
export const TLS_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/';
export const PERSISTENCE_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/';
export const EVICTION_DOCS = 'https://redis.io/docs/latest/develop/reference/eviction/';
export const EVENTS_DOCS = 'https://redis.io/docs/latest/develop/pubsub/keyspace-notifications/';
export const REPLICATION_DOCS = 'https://redis.io/docs/latest/operate/oss_and_stack/management/replication/';

/** True unless a later line takes the effect of this one. */
export function isCounting({ line, directive }: Setting, { last, target }: ConfEvidence): boolean {
  if (directive === null || directive.repeats === true) return true;
  return last.get(preferredName(directive, target) ?? directive.name)?.line === line;
}

/** Where a word stands. */
export function wordAt({ line }: Setting, word: ConfWord): Span {
  return { line, start: word.start, end: word.end };
}

/** A line for a person who looks at another one: `line 3`, or `line 3 of /etc/redis/acl.conf`. */
export function lineName(line: number, seenFrom: number, { followed: { places } }: ConfEvidence): string {
  const place = places[line];
  const number = (place?.line ?? line) + 1;
  if (place?.file === places[seenFrom]?.file) return t('line {0}', number);
  const file = place?.file ?? null;
  return file === null ? t('line {0} of the main file', number) : t('line {0} of {1}', number, file);
}

/** Where the arguments stand, or the name when there are none. */
export function argsAt(setting: Setting): Span {
  const [first] = setting.args;
  const last = setting.args.at(-1);
  if (first === undefined || last === undefined) return wordAt(setting, setting.word);
  return { line: setting.line, start: first.start, end: last.end };
}

/** The value for a person to read, unless it is a secret. */
export function shown(setting: Setting): string {
  const values = setting.args.map(({ value }) => (value === '' ? '""' : value)).join(' ');
  return setting.directive?.secret === true && values !== ''
    ? t('{0} (not shown)', setting.name)
    : `${setting.name} ${values}`.trim();
}

/** What is wrong with a value: the server refuses it. */
export interface Misfit {
  readonly message: string;
  readonly fix: string;
  /** Which argument, from 0; all of them when not given. */
  readonly arg?: number;
  /** The word that is to stand there. */
  readonly word?: string;
}

/** What every line that a server refuses means. */
export const STOPS = 'The server stops at its start and names the line.';

/** A rule that refuses values, one setting at a time; it sees only those that this version has, with the right count. */
export function valueRule(
  rule: Pick<ConfRule, 'id' | 'what' | 'docs'>,
  judge: (setting: Setting, target: ConfTarget) => Misfit | null,
): ConfRule {
  return {
    severity: 'error',
    why: STOPS,
    ...rule,
    evaluate: ({ settings, target }) =>
      settings.flatMap((setting) => {
        const misfit = setting.fits ? judge(setting, target) : null;
        if (misfit === null) return [];
        const { message, fix, arg, word: wanted } = misfit;
        const word = arg === undefined ? undefined : setting.args[arg];
        const at = word === undefined ? argsAt(setting) : wordAt(setting, word);
        const edit = wanted === undefined ? {} : { edit: instead(at, wanted) };
        return [{ severity: 'error', message, fix, evidence: shown(setting), at, ...edit }];
      }),
  };
}
