import type { Lane } from '../lane';
import { listOf, textOf, textsOf } from './replies';

/** Names asked for in one command. */
const AT_ONCE = 100;

/**
 * See ServerFacts.commands. A command that was renamed is still listed by its old name, so each is looked up by it.
 * @throws Failure `connect.*`
 */
export async function readCommands(lane: Lane): Promise<string[] | null> {
  const listed = await readListed(lane);
  if (listed === null) return null;
  const whole = listed.filter((name) => !name.includes('|'));
  const parts = Array.from({ length: Math.ceil(whole.length / AT_ONCE) }, (_, part) =>
    whole.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  const replies = await lane.pipeline(parts.map((names) => ['COMMAND', 'INFO', ...names]));
  const known = new Set<string>();
  for (const [part, names] of parts.entries()) {
    const found = listOf(replies[part]);
    if (found === null) return null;
    for (const [index, name] of names.entries()) if (listOf(found[index]) !== null) known.add(name);
  }
  return listed.filter((name) => known.has(name.split('|', 1)[0] ?? '')).sort();
}

/** COMMAND LIST came with Redis 7; before, COMMAND tells everything of each. */
async function readListed(lane: Lane): Promise<string[] | null> {
  const [list] = await lane.pipeline([['COMMAND', 'LIST']]);
  const names = textsOf(list);
  if (names !== null) return names.map((name) => name.toLowerCase());
  const [all] = await lane.pipeline([['COMMAND']]);
  const commands = listOf(all);
  return commands?.flatMap((command) => textOf(listOf(command)?.[0])?.toLowerCase() ?? []) ?? null;
}

/** See ServerFacts.calls: INFO commandstats has a line `cmdstat_config|get:calls=3,usec=…` for each command. */
export function callsOf(stats: ReadonlyMap<string, string> | null): Record<string, number> | null {
  if (stats === null) return null;
  const calls = new Map<string, number>();
  for (const [line, value] of stats) {
    const name = /^cmdstat_(.+)$/.exec(line)?.[1]?.toLowerCase();
    const count = /(?:^|,)calls=(\d+)/.exec(value)?.[1];
    if (name !== undefined && count !== undefined) calls.set(name, Number(count));
  }
  return Object.fromEntries(calls);
}
