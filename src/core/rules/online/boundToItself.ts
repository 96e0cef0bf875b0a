import type { ServerFacts } from '../../model/serverFacts';
import { isLoopback } from '../../plan/isLoopback';
import { settingOf } from '../settingOf';

/** The addresses of "bind" when only the server's own machine reaches them; null when others do, or when that is not known. */
export function boundToItself(facts: ServerFacts | null): string | null {
  const addresses =
    settingOf(facts, 'bind')
      ?.split(/\s+/)
      .filter((address) => address !== '') ?? [];
  return addresses.length > 0 && addresses.every(isLoopback) ? addresses.join(' ') : null;
}
