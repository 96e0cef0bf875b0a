import type { HostMessage } from '../../src/bridge/messages';

/** What is going on, in a line that is read aloud when it changes. */
export function statusLine(message: HostMessage): string {
  switch (message.type) {
    case 'check.started': {
      const { source, target } = message.pair;
      return target === null ? `Looking at ${source.name}…` : `Looking at ${source.name} and ${target.name}…`;
    }
    case 'check.failed':
      return 'The check could not be carried out.';
    case 'check.finished':
      return `Checked ${new Date(message.view.checkedAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}. Nothing was written to either end.`;
  }
}
