/** One package source of apt, from either of the two formats. */
export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** The path of the key ring, if the source names one (a key that is written out in place is left out). */
  readonly signedBy?: string;
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Reads the one-line format (`*.list`): `deb [options] uri suite component...`. Other lines are skipped. */
export function parseOneLineSources(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (match === null) continue;
    const [, options = '', uri = '', suite = '', components = ''] = match;
    const signedBy = words(options)
      .map((option) => /^signed-by=(\/[^,]+)/i.exec(option)?.[1])
      .find((path) => path !== undefined);
    sources.push({
      uris: [uri],
      suites: [suite],
      components: words(components),
      ...(signedBy === undefined ? {} : { signedBy }),
    });
  }
  return sources;
}

/** Reads the deb822 format (`*.sources`): stanzas of `Field: value`. Disabled and deb-src ones are skipped. */
export function parseDeb822Sources(text: string): AptSource[] {
  const sources: AptSource[] = [];
  const withoutComments = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  for (const stanza of withoutComments.split(/\n[ \t]*\n/)) {
    const fields = new Map<string, string>();
    let last = '';
    for (const line of stanza.split('\n')) {
      const field = /^([A-Za-z0-9-]+):(.*)$/.exec(line);
      if (field !== null) {
        last = (field[1] ?? '').toLowerCase();
        fields.set(last, field[2] ?? '');
      } else if (/^[ \t]/.test(line) && last !== '') {
        fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      }
    }
    const list = (name: string): string[] => words(fields.get(name) ?? '');
    if (!list('types').includes('deb') || /^\s*no\s*$/i.test(fields.get('enabled') ?? '')) continue;
    const signedBy = list('signed-by').find((word) => word.startsWith('/'));
    sources.push({
      uris: list('uris'),
      suites: list('suites'),
      components: list('components'),
      ...(signedBy === undefined ? {} : { signedBy }),
    });
  }
  return sources;
}
