/** The id that a command was called for: by a row of a tree, or by code that passes the id. Undefined: ask. */
export function subjectOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('subject' in argument)) return undefined;
  return typeof argument.subject === 'string' ? argument.subject : undefined;
}
