import type { Reply } from '../lane';
import { lineEnd, parseInteger } from './replies';

const SIMPLE = 43;
const ERROR = 45;
const INTEGER = 58;
const BULK = 36;

/** The reply that begins at `at`, bulk strings as views; and where the next one begins. Simple strings come as bytes. */
export function readReply(bytes: Buffer, at: number): { readonly reply: Reply; readonly next: number } {
  const end = lineEnd(bytes, at);
  const next = end + 2;
  switch (bytes[at] ?? 0) {
    case SIMPLE:
      return { reply: bytes.subarray(at + 1, end), next };
    case ERROR:
      return { reply: new Error(bytes.toString('utf8', at + 1, end)), next };
    case INTEGER:
      return { reply: parseInteger(bytes, at + 1, end), next };
    case BULK: {
      const length = parseInteger(bytes, at + 1, end);
      return length < 0
        ? { reply: null, next }
        : { reply: bytes.subarray(next, next + length), next: next + length + 2 };
    }
    default: {
      const count = parseInteger(bytes, at + 1, end);
      if (count < 0) return { reply: null, next };
      const items: Reply[] = [];
      let from = next;
      for (let index = 0; index < count; index++) {
        const item = readReply(bytes, from);
        items.push(item.reply);
        from = item.next;
      }
      return { reply: items, next: from };
    }
  }
}
