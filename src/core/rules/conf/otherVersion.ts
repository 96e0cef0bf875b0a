import { DIRECTIVES, isKnown } from '../../conf/catalogue';
import type { Directive } from '../../conf/catalogue';
import { targetName } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { t } from '../../model/t';
import type { ConfRule } from './confRule';
import { STOPS, CONFIG_DOCS, instead, withoutLine, wordAt } from './confRule';

/** Directives that other versions know. */
export const otherVersion: ConfRule = {
  id: 'conf.version',
  severity: 'error',
  what: 'the version does not have the directive',
  why: STOPS,
  docs: CONFIG_DOCS,
  evaluate({ settings, target }) {
    return settings.flatMap((setting) => {
      const { directive, kind, word } = setting;
      if (directive === null || kind !== null) return [];
      const other = counterpart(directive, target);
      const at = wordAt(setting, word);
      return [
        {
          severity: 'error' as const,
          message: t('{0} does not have {1}', targetName(target), directive.name),
          evidence: where(directive),
          fix: other === null ? t('Remove the line.') : t('Write {0} instead.', other),
          at,
          edit: other === null ? withoutLine(at) : instead(at, other),
        },
      ];
    });
  },
};

function where({ since, removed, needs }: Directive): string {
  if (needs !== undefined && Object.keys(since).length === 0)
    return t('only in servers built with {0}', needs);
  const words = (['redis', 'valkey'] as const).flatMap((product) => {
    const first = since[product];
    if (first === undefined) return [];
    const name = product === 'redis' ? 'Redis' : 'Valkey';
    const gone = removed?.[product];
    const from = first.startsWith('<=') ? t('{0} or before', first.slice(2)) : first;
    return [
      gone === undefined ? t('since {0} {1}', name, from) : t('since {0} {1}, gone in {2}', name, from, gone),
    ];
  });
  return words.join('; ');
}

/** The name by which this version has the same thing. */
function counterpart({ name, aliasOf }: Directive, target: ConfTarget): string | null {
  const same = DIRECTIVES.find(
    (one) =>
      (one.aliasOf === name || one.name === aliasOf || (aliasOf !== undefined && one.aliasOf === aliasOf)) &&
      one.name !== name &&
      isKnown(one, target),
  );
  return same?.name ?? null;
}
