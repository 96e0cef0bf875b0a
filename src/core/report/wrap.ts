/** Columns of a terminal that nobody made wider. */
const WIDTH = 80;

/**
 * A text in lines of at most 80 columns, where its words allow that.
 * @param first stands before the first line; the others are indented as far, unless `rest` says what stands before them
 */
export function wrap(text: string, first = '', rest = ' '.repeat(first.length)): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
