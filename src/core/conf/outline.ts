import type { ConfDocument } from './confDocument';

/** A part of the file: from a heading in comments to the next one. Lines from 0. */
export interface Section {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly settings: readonly OutlineSetting[];
}

/** A line that sets something. */
export interface OutlineSetting {
  readonly name: string;
  readonly line: number;
}

/** `####### NETWORK #######`, as the files that come with the servers are divided. */
const HEADING = /^\s*#{3,}\s*([^#\s][^#]*?)\s*#{3,}\s*$/;

/** The parts of a file; what stands before the first heading has an empty title, and is left out when it sets nothing. */
export function outlineOf({ lines }: ConfDocument): Section[] {
  const sections: { title: string; start: number; end: number; settings: OutlineSetting[] }[] = [
    { title: '', start: 0, end: 0, settings: [] },
  ];
  for (const [line, { text, words }] of lines.entries()) {
    const title = words.length === 0 ? HEADING.exec(text)?.[1] : undefined;
    if (title !== undefined) sections.push({ title, start: line, end: line, settings: [] });
    const current = sections.at(-1);
    if (current === undefined) continue;
    current.end = line;
    const [name] = words;
    if (name !== undefined) current.settings.push({ name: name.value, line });
  }
  return sections.filter(({ title, settings }) => title !== '' || settings.length > 0);
}
