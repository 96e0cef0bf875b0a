/** The id that a command was called for: by a row of a tree, or by code that passes the id. Undefined: ask. */
export function subjectOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('subject' in argument)) return undefined;
  return typeof argument.subject === 'string' ? argument.subject : undefined;
}

/** The id of the target that a command was called for, by code that knows both ends. Undefined: ask. */
export function targetOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('target' in argument)) return undefined;
  return typeof argument.target === 'string' ? argument.target : undefined;
}
