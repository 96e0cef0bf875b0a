import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder in which the lab keeps what it downloads, outside of the checkout so that a clean checkout
 * does not download again: `$ECM_LAB_CACHE`, else `$XDG_CACHE_HOME/elasticache-migrator-lab`, else
 * `~/.cache/elasticache-migrator-lab`. The folder may not exist yet.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const own = env['ECM_LAB_CACHE'];
  if (own !== undefined && own !== '') return own;
  const shared = env['XDG_CACHE_HOME'];
  const base = shared !== undefined && shared !== '' ? shared : join(home, '.cache');
  return join(base, 'elasticache-migrator-lab');
}
