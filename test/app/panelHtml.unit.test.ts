import { expect, it } from 'vitest';
import { panelHtml } from '../../src/app/panel/panelHtml';

const page = {
  kind: 'check',
  title: 'Check: <b>"orders"</b> & more',
  scriptUri: 'https://files/main.js',
  styleUri: 'https://files/style.css',
  cspSource: 'https://files',
  nonce: 'n-1',
  language: 'en',
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

it('speaks English where there are no words of another language', () => {
  const html = panelHtml(page);
  expect(html).toContain('<html lang="en">');
  expect(html).not.toContain('data-words');
});

it('hands the page the words of the language before anything is drawn, without another script', () => {
  const words = { 'Nothing "yet"': '<b>아직 & 없음</b>' };
  const html = panelHtml({ ...page, language: 'ko', words });
  expect(html).toContain('<html lang="ko">');
  const [, said = ''] = /data-words="([^"]*)"/.exec(html) ?? [];
  const told = said
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  expect(JSON.parse(told)).toEqual(words);
  expect(html.match(/<script/g)).toHaveLength(1);
});
