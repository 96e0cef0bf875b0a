import { fromBase64 } from '../model/base64';
import { t } from '../model/t';

const MAX_SHOWN = 80;

const strict = new TextDecoder('utf-8', { fatal: true });

/** A key's name for a person: as text when it is readable text, else as `base64:…`; long ones are cut. */
export function keyName(base64: string): string {
  const bytes = fromBase64(base64);
  if (bytes.length === 0) return t('(empty name)');
  let name: string;
  try {
    name = strict.decode(bytes);
  } catch {
    return cut(`base64:${base64}`);
  }
  return cut(/\p{C}/u.test(name) ? `base64:${base64}` : name);
}

function cut(name: string): string {
  // By characters: half of one would not be text any more.
  const shown = Array.from(name.slice(0, 2 * MAX_SHOWN + 2));
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN).join('')}…` : name;
}
