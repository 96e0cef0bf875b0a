import type { LogOutputChannel } from 'vscode';
import type { Log } from '../../core/ports';

/** The one log: the core's port over the editor's channel, which adds time and level and obeys the user's level. */
export function channelLog(channel: LogOutputChannel): Log {
  const write = (level: 'info' | 'warn' | 'error', message: string): void => {
    try {
      channel[level](message);
    } catch {
      // The channel throws once it is disposed, which is before the last words of what is stopped with it.
    }
  };
  return {
    info: (message) => {
      write('info', message);
    },
    warn: (message) => {
      write('warn', message);
    },
    error: (message) => {
      write('error', message);
    },
  };
}
