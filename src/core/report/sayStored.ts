import { fill, words } from '../model/t';

/** What `stored` fills in; test/l10n holds this list complete. One that begins as another does stands before it. */
export const STORED_WITH_VALUES: readonly string[] = [
  'The source was restarted, or another server took its place, and holds {0} keys where it held {1}: the others expired, or were lost.',
  'The target holds {0} keys of the {1} that this run had written to it: everything is copied again.',
  'The source was restarted, or another server took its place: database {0} is read again from its beginning.',
  'A node of the source was restarted, or gave slots to another: slots {0} are read again from their beginning.',
  '{0}: {1}. The copy goes on; if it is interrupted, it cannot be resumed.',
  '{0}: {1}. The copy goes on; if it is interrupted, it begins further back when it is resumed.',
  'it is too large to be read in one piece, and values of the module type {0} come in no other way; a higher --big-key-bytes may help',
  'it is too large to be read in one piece, and was changed each of {0} times that it was read; copy it when it is at rest, or raise --big-key-bytes',
  'it is too large to be read in one piece, and {0}',
  'it is too large to be copied in one piece. {0}: {1}',
  'it could not be read: {0}',
  'the target refused it: {0}',
  'it was not repaired: {0}',
  'a {0} is not in the target',
  'a {0} in the source, a {1} in the target',
  'one is a {0}, the other a {1}',
  'its length is {0} in the source, {1} in the target',
  'the source holds {0} {1}, the target {2}',
  'the {0} differ',
  'the expiries are {0} ms apart',
  'values of the module type {0} come in no other way',
  'values of type {0} are not known',
  'type {0} of Redis is a hash of a release candidate of Redis 7.4',
  'it belongs to the module type {0}, which the target does not have',
  'it has {0} bytes, fewer than its footer',
  '{0} has no streams, they came with Redis 5.0',
];

const PATTERNS = STORED_WITH_VALUES.map((text) => [text, patternOf(text)] as const);

/**
 * Says what `stored` made in the user's language, and what it holds of other such sentences. What is none of them stays as
 * it is: the answer of a server.
 */
export function sayStored(sentence: string): string {
  const known = words();
  const whole = known[sentence];
  // A server may answer `constructor`, which every object knows.
  if (typeof whole === 'string') return whole;
  for (const [text, pattern] of PATTERNS) {
    const values = pattern.exec(sentence)?.slice(1);
    if (values !== undefined) return fill(known[text] ?? text, values.map(sayStored));
  }
  const parts = sentence.split('; ');
  return parts.length === 1 ? sentence : parts.map(sayStored).join('; ');
}

/** Sentences stand behind one another, with semicolons between: only a sentence within one goes beyond them. */
function patternOf(text: string): RegExp {
  const places = text
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/(?<=: |, and )\{\d+\}$/, '(.*)')
    .replace(/\{\d+\}/g, '([^;]*?)');
  return new RegExp(`^${places}$`, 's');
}
