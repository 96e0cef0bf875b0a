import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkConfText } from '../../../../src/core/rules/conf/checkConf';
import { includedFiles } from '../../../../src/node/includedFiles';
import { resolveServer } from '../../../lab/servers/resolveServer';
import { tryConf } from '../../../lab/servers/tryConf';

/** Files that are included, by name. `joined-1` has no line break at its end, so that `joined-2` goes on in its line. */
const FILES = {
  'good.conf': 'maxmemory 1gb\n',
  'bad.conf': '# a comment\nmaxmemroy 1gb\n',
  'circle.conf': 'include FOLDER/circle.conf\n',
  'deep.conf': 'maxmemory 1gb\ninclude FOLDER/sub/deeper.conf\n',
  'sub/deeper.conf': 'hz ten\n',
  'sub/beside.conf': 'hz 10\n',
  'acl.conf': 'user planted on nopass +@all\n',
  'parts/joined-1.conf': 'hz 10',
  'parts/joined-2.conf': '0\nport 1\n',
  'wrong/joined-1.conf': 'maxmemory 1gb',
  'wrong/joined-2.conf': 'x\n',
  'odd/[a].conf': 'hz ten\n',
  'odd/.hidden.conf': 'hz ten\n',
};

/** A text, and whether servers take it: those before Redis 7.0, and all others. */
const CASES: readonly (readonly [what: string, text: string, before7: boolean, since7: boolean])[] = [
  ['a file that is there', 'include FOLDER/good.conf', true, true],
  ['a file with a line that is refused', 'include FOLDER/bad.conf', false, false],
  ['a file that is not there', 'include FOLDER/none.conf', false, false],
  ['a folder, which is empty to a server', 'include FOLDER/sub', true, true],
  ['itself', 'include FOLDER/circle.conf', false, false],
  ['one that includes another', 'include FOLDER/deep.conf', false, false],
  ['a path from the folder that dir names before', 'dir FOLDER/sub\ninclude beside.conf', true, true],
  ['a path from the folder that dir names twice', 'dir FOLDER\ndir sub\ninclude beside.conf', true, true],
  ['a path from the folder that dir names after', 'dir FOLDER\ninclude beside.conf\ndir sub', false, false],
  ['a pattern that matches nothing', 'include FOLDER/none-*.conf', false, true],
  ['a pattern that matches a file that is refused', 'include FOLDER/b?d.conf', false, false],
  ['a pattern of two, joined to what is taken', 'include FOLDER/parts/*.conf', false, true],
  ['a pattern of two, joined to what is refused', 'include FOLDER/wrong/*.conf', false, false],
  ['a set', 'include FOLDER/[e-h]ood.conf', false, true],
  ['the other signs than those of a set', 'include FOLDER/[!x]ad.conf', false, false],
  ['a name that is a set before Redis 7.0', 'include FOLDER/odd/[a].conf', false, true],
  ['no hidden file by a pattern', 'include FOLDER/odd/*hidden.conf', false, true],
  ['what contradicts the file', 'aclfile FOLDER/users.acl\ninclude FOLDER/acl.conf', false, false],
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-include-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text.replaceAll('FOLDER', folder));
  }
  writeFileSync(join(folder, 'users.acl'), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(['redis-6.0', 'redis-7.0.15', 'redis-8.6', 'valkey-9.1'] as const)(
  '%s decides on what is included as we do',
  async (name) => {
    const { product, version } = await resolveServer(name);
    for (const [what, text, before7, since7] of CASES) {
      const own = text.replaceAll('FOLDER', folder);
      const { accepted, output } = await tryConf(name, own);
      expect({ what, accepted, output: accepted ? '' : output }).toMatchObject({
        what,
        accepted: name === 'redis-6.0' ? before7 : since7,
      });
      const place = includedFiles(join(folder, 'main.conf'));
      const report = checkConfText(own, 'main.conf', { target: { product, version } }, place);
      expect({ what, status: report.status, findings: report.findings }).toMatchObject({
        what,
        status: accepted ? 'accepted' : 'refused',
      });
    }
  },
);
