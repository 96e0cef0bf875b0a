import type { Waiting } from '../model/progress';

/** What a run waits for, to stand within or at the head of a line: `waiting for the target: it is full (maxmemory)…`. */
export function waitingText({ end, code }: Waiting): string {
  return `waiting for the ${end}: ${why(code)}…`;
}

function why(code: Waiting['code']): string {
  if (code === 'server.memory') return 'it is full (maxmemory)';
  if (code === 'server.readonly') return 'it takes no writes';
  if (code === 'server.disk') return 'it cannot save to its disk';
  return code === 'server.busy' ? 'it is not ready' : 'it cannot be reached';
}
