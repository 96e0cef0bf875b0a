import { expect, it } from 'vitest';
import { parseDeb822Sources, parseOneLineSources } from './servers/aptSources';
import { chooseDebianMirror } from './servers/debianMirror';

it('reads one-line sources with options and comments', () => {
  const text = [
    '# deb http://old.example/debian bookworm main',
    'deb [arch=amd64 signed-by=/usr/share/keyrings/vendor.gpg] https://vendor.example/apt bookworm main # vendor',
    'deb-src http://mirror.example/debian bookworm main',
    'deb http://mirror.example/debian/ bookworm main contrib',
  ].join('\n');
  expect(parseOneLineSources(text)).toEqual([
    {
      uris: ['https://vendor.example/apt'],
      suites: ['bookworm'],
      components: ['main'],
      signedBy: '/usr/share/keyrings/vendor.gpg',
    },
    { uris: ['http://mirror.example/debian/'], suites: ['bookworm'], components: ['main', 'contrib'] },
  ]);
  expect(chooseDebianMirror(parseOneLineSources(text))).toEqual({ uri: 'http://mirror.example/debian/' });
});

it('reads deb822 sources: continuation lines, comments, disabled stanzas, keys in place', () => {
  const text = [
    'Types: deb deb-src',
    '# a comment within a stanza',
    'URIs: http://mirror.example/debian',
    'Suites: trixie',
    ' trixie-updates',
    'Components: main',
    'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
    '',
    'Types: deb',
    'Enabled: no',
    'URIs: http://off.example/debian',
    'Suites: trixie',
    'Components: main',
    ' ',
    'Types: deb',
    'URIs: http://inline.example/apt',
    'Suites: trixie',
    'Components: main',
    'Signed-By:',
    ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
    ' .',
    ' mDMEYCQjIxYJKwYBBAHaRw8BAQdAD',
  ].join('\n');
  const sources = parseDeb822Sources(text);
  expect(sources).toEqual([
    {
      uris: ['http://mirror.example/debian'],
      suites: ['trixie', 'trixie-updates'],
      components: ['main'],
      signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
    },
    { uris: ['http://inline.example/apt'], suites: ['trixie'], components: ['main'] },
  ]);
  expect(chooseDebianMirror(sources)).toEqual({
    uri: 'http://mirror.example/debian',
    signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
  });
});

it('finds no Debian archive among the sources of Ubuntu and of vendors', () => {
  const text = [
    'deb http://archive.ubuntu.com/ubuntu noble main universe',
    'deb [signed-by=/usr/share/keyrings/tailscale.gpg] https://pkgs.example/stable/debian bookworm main',
    'deb http://security.debian.org/debian-security bookworm-security main',
    'deb cdrom:[Debian]/ bookworm main',
  ].join('\n');
  expect(chooseDebianMirror(parseOneLineSources(text))).toBeUndefined();
});
