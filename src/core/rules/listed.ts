/** `a, b and c`; beyond `most` names the rest is counted: `a, b and 4 more`. */
export function listed(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${String(rest)} more`];
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** The same, as the beginning of a sentence. */
export function listedFirst(names: readonly string[], most = 10): string {
  const text = listed(names, most);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
