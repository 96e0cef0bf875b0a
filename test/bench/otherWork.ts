import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS = 100;
const quietCores = 0.4;
const patienceMs = 4000;

/** CPU seconds that the whole machine was busy since it started; NaN where the system does not tell. */
export async function busySeconds(): Promise<number> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => '');
  const [, user, nice, system, , , interrupt, softInterrupt] = (stat.split('\n', 1)[0] ?? '')
    .split(/\s+/)
    .map(Number);
  return (
    [user, nice, system, interrupt, softInterrupt].reduce<number>((sum, ticks) => sum + (ticks ?? NaN), 0) /
    TICKS
  );
}

/** Waits for the machine to have nothing else to do, a few seconds at most. */
export async function untilQuiet(): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const [before, started] = [await busySeconds(), performance.now()];
    await sleep(500);
    const busy = ((await busySeconds()) - before) / ((performance.now() - started) / 1000);
    if (!(busy > quietCores)) return;
  }
}
