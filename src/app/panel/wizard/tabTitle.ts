/** More characters make a tab wider than the window. */
const MOST = 60;

/** A title as a tab takes it: of a long one its beginning and its end, since the target stands at the end. */
export function tabTitle(title: string): string {
  const characters = Array.from(title);
  if (characters.length <= MOST) return title;
  const begins = Math.ceil((MOST - 1) / 2);
  return [...characters.slice(0, begins), '…', ...characters.slice(begins + 1 - MOST)].join('');
}
