import { setTimeout as sleep } from 'node:timers/promises';
import type { HostEnd, HostResult } from '../hostResult';
import { type HostOutcome, silenceMs } from '../runHostSuite';
import { openWindow } from '../workbench/openWorkbench';
import { startWebCode, type WebCodeOptions } from './startWebCode';

/** A suite to run inside the web worker of a browser. */
export interface WebSuite extends Omit<WebCodeOptions, 'onLine'> {
  /** Hears each test as soon as it has ended. */
  readonly onResult?: (result: HostResult) => void;
}

/** Runs a suite in the web worker extension host of a real VS Code. @throws Error if its window does not open */
export async function runWebSuite({
  onResult = () => undefined,
  ...options
}: WebSuite): Promise<HostOutcome> {
  const results: HostResult[] = [];
  const state = { ended: false, heard: Date.now() };
  const hear = (result: HostResult): void => {
    results.push(result);
    onResult(result);
  };
  const code = await startWebCode({
    ...options,
    onLine: (text) => {
      state.heard = Date.now();
      const line = JSON.parse(text) as HostResult | HostEnd;
      if ('end' in line) state.ended = true;
      else hear(line);
    },
  });
  try {
    const window = await openWindow(code.url, { changeSettings: () => Promise.resolve() }, {}, () =>
      code.missing.join('\n'),
    );
    try {
      while (!state.ended) {
        const ms = Date.now() - state.heard;
        if (ms > silenceMs) {
          const message = `The web worker said nothing for ${String(silenceMs / 1000)} seconds. Not found: ${code.missing.join(', ')}`;
          hear({ name: 'the suite ends', ok: false, ms, message });
          break;
        }
        await sleep(100);
      }
    } finally {
      await window.close();
    }
  } finally {
    await code.stop();
  }
  const failed = results.filter(({ ok }) => !ok).length;
  return { passed: results.length - failed, failed, results };
}
