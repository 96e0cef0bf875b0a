import type { Mode, Product, Profile } from '../core/model/profile';
import type { Reply } from './lane';
import { pairsOf, textOf } from './survey/replies';

/** What HELLO tells; null for what it does not, and for everything where it is refused. */
export interface Hello {
  readonly product: Product | null;
  readonly version: string | null;
  readonly mode: Mode | 'sentinel' | null;
  readonly role: Profile['role'] | null;
}

/** Reads HELLO's names and values: `server`, `version`, `mode`, `role` … Redis 6 and later have it. */
export function readHello(reply: Reply | undefined): Hello {
  const told = pairsOf(reply);
  const text = (name: string): string | null => textOf(told?.get(name));
  const server = text('server');
  const mode = text('mode');
  const role = text('role');
  return {
    product: server === 'redis' || server === 'valkey' ? server : null,
    version: text('version'),
    mode: mode === 'standalone' || mode === 'cluster' || mode === 'sentinel' ? mode : null,
    role: role === 'master' ? 'primary' : role === 'replica' || role === 'slave' ? 'replica' : null,
  };
}
