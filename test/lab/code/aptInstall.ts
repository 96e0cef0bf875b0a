import { runCommand } from '../servers/runCommand';
import type { Report } from './installOnce';

const tries = 3;

/** True where {@link aptInstall} can work: apt-get is here and this is root. */
export async function canAptInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return await runCommand('apt-get', ['--version']).then(
    () => true,
    () => false,
  );
}

/**
 * Installs Debian packages into the system; only for root. It tries three times, since mirrors and
 * proxies hiccup, and waits up to five minutes for another apt.
 * @throws Error with the end of what apt said.
 */
export async function aptInstall(packages: readonly string[], report: Report): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-oDPkg::Lock::Timeout=300', '-oAcquire::Retries=3'];
  report(`apt-get install ${packages.join(' ')}`);
  for (let tried = 1; ; tried += 1) {
    try {
      await runCommand('apt-get', [...options, 'update'], { env });
      await runCommand('apt-get', [...options, '-y', '--no-install-recommends', 'install', ...packages], {
        env,
      });
      return;
    } catch (error) {
      if (tried === tries) throw error;
      report(`apt-get failed, try ${String(tried)} of ${String(tries)}`);
    }
  }
}
