import type { ConfDocument } from './confDocument';

/** A line whose white space can be put in order. */
export interface TidyLine {
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

/**
 * Lines as they would be with one blank between words and none around them. Nothing but white space outside of quotes
 * changes: the server reads the same words. Lines that cannot be read are left alone.
 */
export function formatConf({ lines }: ConfDocument): TidyLine[] {
  return lines.flatMap(({ text, words, fault }, line): TidyLine[] => {
    if (fault !== null) return [];
    const tidy =
      words.length === 0 ? text.trimEnd() : words.map(({ start, end }) => text.slice(start, end)).join(' ');
    return tidy === text ? [] : [{ line, text: tidy }];
  });
}
