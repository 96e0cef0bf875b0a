import type { Desk } from '../desk/desk';

/** Show Log: the output channel of the extension. */
export function showLog(desk: Desk): Promise<void> {
  desk.channel.show(true);
  return Promise.resolve();
}
