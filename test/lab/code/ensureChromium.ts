import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { runCommand } from '../servers/runCommand';
import { architecture } from '../servers/unpackedServer';
import { aptInstall, canAptInstall } from './aptInstall';
import { installOnce, type Report } from './installOnce';
import { unpackPackages } from './unpackPackages';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const font = 'fonts-dejavu-core';
const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts', '/Library/Fonts'];

/**
 * The path of a Chromium that starts: `$CHROMIUM`, else one on PATH, else Playwright's own if it was
 * downloaded before, else Debian's, installed when this is root and otherwise unpacked into the lab's cache.
 * @throws Error which says what was tried, if none of them works.
 */
export async function ensureChromium(report: Report = () => undefined): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (await starts(named)) return named;
    throw new Error(`the environment variable CHROMIUM names ${named}, which does not start`);
  }
  const root = await canAptInstall();
  // Without any font every letter is a box, and a screenshot proves nothing.
  if (root && !fontFolders.some((folder) => existsSync(folder))) await aptInstall([font], report);
  const installed = await installedChromium();
  if (installed !== undefined) return installed;
  if (root) {
    await aptInstall(['chromium', font], report);
    const now = await installedChromium();
    if (now !== undefined) return now;
  }
  try {
    return await unpackedChromium(report);
  } catch (error) {
    throw new Error(
      'No Chromium found or fetched. Install one (Debian: sudo apt-get install chromium) or set CHROMIUM to its path.',
      { cause: error },
    );
  }
}

async function installedChromium(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...candidates, chromium.executablePath()]) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return undefined;
}

async function starts(path: string): Promise<boolean> {
  // Ubuntu's chromium-browser is there, and only says that the real one is a snap.
  return await runCommand(path, ['--version', '--no-sandbox']).then(
    (said) => /\d+\.\d+/.test(said),
    () => false,
  );
}

/** Chromium and the libraries this machine lacks, with a script that starts it, in the lab's cache. */
async function unpackedChromium(report: Report): Promise<string> {
  const folder = await installOnce(
    'chromium',
    async (scratch, final) => {
      await unpackPackages(['chromium', 'chromium-common', font], join(scratch, 'root'), report);
      await writeFile(join(scratch, 'fonts.conf'), fontSettings(final));
      const script = join(scratch, 'chromium');
      await writeFile(script, starter(architecture()?.triplet ?? ''));
      await chmod(script, 0o755);
      const page = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--dump-dom',
        'data:text/html,<p>drawn</p>',
      ];
      const drawn = await runCommand(script, page);
      if (!drawn.includes('drawn')) throw new Error('the unpacked Chromium draws nothing');
    },
    report,
  );
  return join(folder, 'chromium');
}

/** The folder is found at run time, so that the script works before and after the folder has its name. */
function starter(triplet: string): string {
  return `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
libraries="$here/root/usr/lib/${triplet}:$here/root/lib/${triplet}:$here/root/usr/lib/chromium"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
export LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/root/usr/lib/chromium/chromium" "$@"
`;
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/root/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}
