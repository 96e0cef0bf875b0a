import { expect, it } from 'vitest';
import { panelHtml } from '../../src/app/panel/panelHtml';

const page = {
  kind: 'check',
  title: 'Check: <b>"orders"</b> & more',
  scriptUri: 'https://files/main.js',
  styleUri: 'https://files/style.css',
  cspSource: 'https://files',
  nonce: 'n-1',
} as const;

it('allows our script and styles, and nothing else', () => {
  const html = panelHtml(page);
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-n-1'",
    "style-src https://files 'nonce-n-1'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html).not.toMatch(/unsafe|connect-src/);
});

it('hands the nonce to the script and, for its style elements, to the toolkit', () => {
  const html = panelHtml(page);
  expect(html).toContain('<meta property="csp-nonce" content="n-1">');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('<script nonce="n-1" src="https://files/main.js">');
});

it('tells the script which page it draws', () => {
  expect(panelHtml(page)).toContain('<main id="page" data-page="check">');
});

it('escapes what a user named', () => {
  expect(panelHtml(page)).toContain('<title>Check: &lt;b&gt;&quot;orders&quot;&lt;/b&gt; &amp; more</title>');
});
