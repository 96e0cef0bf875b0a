import { escapeMarkdown, table } from '../../core/report/markdown';

/** A two-column Markdown table under a heading; every cell is shown as exactly the text it is. */
export function markdownTable(heading: string, rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(([name, value]) => [plain(name), plain(value)]);
  return [`**${plain(heading)}**`, '', table(['', ''], cells)].join('\n');
}

/** A tooltip would turn addresses into links: `user@host.example` into a mail address, `www.` into a site. */
function plain(text: string): string {
  return escapeMarkdown(text).replace(/[@.:/]/g, '\\$&');
}
