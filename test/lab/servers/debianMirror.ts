import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AptSource, parseDeb822Sources, parseOneLineSources } from './aptSources';

/** A Debian archive, and the key ring its source names. */
export interface DebianMirror {
  readonly uri: string;
  readonly signedBy?: string;
}

/** Debian's own address, for machines whose package sources name no Debian archive (Ubuntu, for example). */
export const defaultDebianMirror: DebianMirror = { uri: 'http://deb.debian.org/debian' };

const debianSuite =
  /^(bullseye|bookworm|trixie|forky|duke|sid|oldoldstable|oldstable|stable|testing|unstable)$/;

/**
 * Picks the Debian archive among a machine's package sources, or undefined if there is none. Other vendors
 * use Debian's suite names too, so the source must carry Debian's key ring, or no key ring and a path that
 * ends with /debian.
 */
export function chooseDebianMirror(sources: readonly AptSource[]): DebianMirror | undefined {
  for (const source of sources) {
    if (!source.components.includes('main') || !source.suites.some((suite) => debianSuite.test(suite)))
      continue;
    const uri = source.uris.find((candidate) => {
      if (/^(cdrom|file|copy):/.test(candidate)) return false;
      if (source.signedBy === undefined) return /\/debian\/?$/.test(candidate);
      return source.signedBy.includes('debian-archive-keyring');
    });
    if (uri !== undefined) {
      return source.signedBy === undefined ? { uri } : { uri, signedBy: source.signedBy };
    }
  }
  return undefined;
}

async function textOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}

/**
 * The Debian archive this machine already uses, so that a proxy or a mirror set up for it is used here as
 * well; else {@link defaultDebianMirror}. Unreadable files count as empty.
 */
export async function debianMirror(aptFolder = '/etc/apt'): Promise<DebianMirror> {
  const sources = parseOneLineSources(await textOf(join(aptFolder, 'sources.list')));
  const parts = join(aptFolder, 'sources.list.d');
  for (const name of (await readdir(parts).catch(() => [])).sort()) {
    const text = await textOf(join(parts, name));
    if (name.endsWith('.list')) sources.push(...parseOneLineSources(text));
    if (name.endsWith('.sources')) sources.push(...parseDeb822Sources(text));
  }
  return chooseDebianMirror(sources) ?? defaultDebianMirror;
}
