import type { Reply } from '../lane';

/** A reply's text; null for anything else. */
export function textOf(reply: Reply | undefined): string | null {
  return Buffer.isBuffer(reply) ? reply.toString('utf8') : null;
}

/** A reply's parts; null for a refusal. */
export function listOf(reply: Reply | undefined): readonly Reply[] | null {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : null;
}

/** The texts in a reply's list; null for a refusal. */
export function textsOf(reply: Reply | undefined): string[] | null {
  return listOf(reply)?.flatMap((part) => textOf(part) ?? []) ?? null;
}

/** What a list of names and values holds, by the names; null for a refusal. */
export function pairsOf(reply: Reply | undefined): ReadonlyMap<string, Reply> | null {
  const parts = listOf(reply);
  if (parts === null) return null;
  const pairs = new Map<string, Reply>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    pairs.set(textOf(parts[at]) ?? '', parts[at + 1] ?? null);
  }
  return pairs;
}

/** A figure of INFO; null where the server does not tell it. */
export function figureOf(fields: ReadonlyMap<string, string>, name: string): number | null {
  const text = fields.get(name);
  const figure = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(figure) ? figure : null;
}
