/** An own, plain field of an object; undefined when there is none or reading it throws. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Object.getOwnPropertyDescriptor(value, name)?.value as unknown;
  } catch {
    return undefined;
  }
}
