/** Matches this text and nothing around it but blanks, with any kind of blank between the words. */
export function exactly(text: string): RegExp {
  const words = text.trim().split(/\s+/);
  return new RegExp(
    `^\\s*${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')}\\s*$`,
  );
}
