import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../servers/runCommand';
import { architecture } from '../servers/unpackedServer';
import { aptInstall, canAptInstall } from './aptInstall';
import type { Report } from './installOnce';
import { unpackPackages } from './unpackPackages';

/** What node-gyp needs: the program, and Debian's package for it. */
const tools = [
  ['python3', 'python3'],
  ['make', 'make'],
  ['g++', 'g++'],
] as const;

/**
 * Makes this machine able to build code-server's native modules (argon2, kerberos and the like), and returns
 * the environment variables the build needs. Missing tools are installed when this is root; missing Kerberos
 * headers are, without root, unpacked below `scratch`.
 * @throws Error which names what is missing and how to install it.
 */
export async function nativeBuild(scratch: string, report: Report): Promise<NodeJS.ProcessEnv> {
  const missing: string[] = [];
  for (const [program, debian] of tools) {
    const works = await runCommand(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (!works) missing.push(debian);
  }
  // macOS has Kerberos as a framework; elsewhere than on Linux the build says itself what it lacks.
  const headers = process.platform !== 'linux' || existsSync('/usr/include/gssapi/gssapi.h');
  if (await canAptInstall()) {
    const packages = [...missing, ...(headers ? [] : ['libkrb5-dev'])];
    if (packages.length > 0) await aptInstall(packages, report);
    return {};
  }
  if (missing.length > 0) {
    throw new Error(
      `VS Code's native modules cannot be built: ${missing.join(', ')} not found. ` +
        `Install with: sudo apt-get install ${missing.join(' ')} libkrb5-dev`,
    );
  }
  return headers ? {} : await unpackedKerberos(join(scratch, 'kerberos'), report);
}

async function unpackedKerberos(root: string, report: Report): Promise<NodeJS.ProcessEnv> {
  try {
    await unpackPackages(['libkrb5-dev'], root, report);
  } catch (error) {
    throw new Error('The Kerberos headers are missing. Install with: sudo apt-get install libkrb5-dev', {
      cause: error,
    });
  }
  const triplet = architecture()?.triplet ?? '';
  const folders = (...paths: string[]): string => paths.map((path) => join(root, path)).join(':');
  const libraries = folders(`usr/lib/${triplet}/mit-krb5`, `usr/lib/${triplet}`, `lib/${triplet}`);
  return {
    CPATH: folders('usr/include/mit-krb5', 'usr/include'),
    LIBRARY_PATH: libraries,
    // kerberos asks krb5-config for its flags, which is in the same packages.
    PATH: `${join(root, 'usr/bin')}:${process.env['PATH'] ?? ''}`,
  };
}
