import type { HostMessage } from '../../src/bridge/messages';
import { momentText } from '../../src/core/model/moment';
import { t } from '../../src/core/model/t';

/** What is going on, in a line that is read aloud when it changes. */
export function statusLine(message: HostMessage): string {
  switch (message.type) {
    case 'check.started': {
      const { source, target } = message.pair;
      return target === null
        ? t('Looking at {0}…', source.name)
        : t('Looking at {0} and {1}…', source.name, target.name);
    }
    case 'check.failed':
      return t('The check could not be carried out.');
    case 'check.finished':
      return t('Checked {0}. Nothing was written to either end.', momentText(message.view.checkedAt));
  }
}
