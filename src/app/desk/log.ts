import type { LogOutputChannel } from 'vscode';
import type { Log } from '../../core/ports';

/** The one log: the core's port over the editor's channel, which adds time and level and obeys the user's level. */
export function channelLog(channel: LogOutputChannel): Log {
  return {
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message) => {
      channel.error(message);
    },
  };
}
