import { t } from '../model/t';

/** `a, b and c`; beyond `most` names the rest is counted: `a, b and 4 more`. */
export function listed(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most);
  if (shown.length < names.length) {
    return t('{0} and {1} more', shown.join(', '), names.length - shown.length);
  }
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : t('{0} and {1}', shown.slice(0, -1).join(', '), last);
}

/** The same, as the beginning of a sentence. */
export function listedFirst(names: readonly string[], most = 10): string {
  const text = listed(names, most);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
