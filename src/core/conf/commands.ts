import type { Product } from '../model/profile';
import table from './commands.json';
import { compareVersions } from './confTarget';
import type { ConfTarget } from './confTarget';

const SINCE = { redis: bySince(table.redis), valkey: bySince(table.valkey) };
const GONE: Readonly<Record<Product, ReadonlyMap<string, string>>> = {
  redis: bySince(table.gone.redis),
  valkey: new Map(),
};

const SUBCOMMANDS = { redis: subcommands(SINCE.redis), valkey: subcommands(SINCE.valkey) };

/**
 * Whether the server has a command without any module.
 * @param name in any case; of a sub-command `config|get`, which have names of their own since 7.0 only
 */
export function hasCommand(name: string, target: ConfTarget): boolean {
  const command = name.toLowerCase();
  const since = SINCE[target.product].get(command);
  const gone = GONE[target.product].get(command);
  if (gone !== undefined) return compareVersions(target.version, gone) < 0;
  return since !== undefined && compareVersions(target.version, since) >= 0;
}

/** Every command that the server has without any module, with its sub-commands. */
export function commandsOf(target: ConfTarget): string[] {
  return [...SINCE[target.product].keys()].filter((name) => hasCommand(name, target)).sort();
}

/** True when the command has sub-commands with names of their own. */
export function hasSubcommands(name: string, target: ConfTarget): boolean {
  const all = SUBCOMMANDS[target.product].get(name.toLowerCase()) ?? [];
  return all.some((one) => hasCommand(one, target));
}

function bySince(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([version, names]) =>
      names.split(' ').map((name) => [name, version] as const),
    ),
  );
}

function subcommands(since: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const name of since.keys()) {
    const [command = ''] = name.split('|');
    if (command !== name) all.set(command, [...(all.get(command) ?? []), name]);
  }
  return all;
}
