import type { HostMessage, PageMessage } from '../../src/bridge/messages';
import { button } from '../elements';
import type { ButtonRank } from '../elements';
import { t } from '../../src/core/model/t';

/** A button and what it asks of the extension. */
interface Action {
  readonly label: string;
  readonly rank: ButtonRank;
  readonly ask: PageMessage;
}

/** The report as a document, to be kept or handed on. */
const EXPORTS: readonly Action[] = [
  { label: t('Export JSON'), rank: 'secondary', ask: { type: 'report.export', format: 'json' } },
  { label: t('Export Markdown'), rank: 'secondary', ask: { type: 'report.export', format: 'markdown' } },
];

/** What can be done now, the likeliest last: it stands at the lower right. */
export function actionsFor(message: HostMessage): readonly Action[] {
  switch (message.type) {
    case 'check.started':
      return [];
    case 'check.failed': {
      const { end, outOfReach } = message.problem;
      return [
        { label: t('Show Log'), rank: 'secondary', ask: { type: 'log.show' } },
        ...(end === null || outOfReach !== true
          ? []
          : [
              {
                label: t('Set Up a Tunnel…'),
                rank: 'secondary',
                ask: { type: 'tunnel.setUp', end },
              } as const,
            ]),
        ...(end === null
          ? []
          : [
              { label: t('Edit Endpoint…'), rank: 'secondary', ask: { type: 'endpoint.edit', end } } as const,
            ]),
        { label: t('Retry'), rank: 'primary', ask: { type: 'check.again' } },
      ];
    }
    case 'check.finished': {
      const again = (rank: ButtonRank): Action => ({
        label: t('Check Again'),
        rank,
        ask: { type: 'check.again' },
      });
      const copy = (rank: ButtonRank): Action => ({
        label: t('Copy Data…'),
        rank,
        ask: { type: 'copy.open' },
      });
      switch (message.view.verdict) {
        case 'unjudged':
          return [
            again('secondary'),
            { label: t('Choose Target…'), rank: 'primary', ask: { type: 'target.choose' } },
          ];
        case 'blocked':
          // First see to what stands in the way, then look again.
          return [...EXPORTS, copy('secondary'), again('primary')];
        case 'ready':
        case 'warned':
          return [...EXPORTS, again('secondary'), copy('primary')];
      }
    }
  }
}

/** Puts the buttons of `actions` into `bar`. A button that stays keeps the focus. */
export function drawActions(
  bar: HTMLElement,
  actions: readonly Action[],
  send: (message: PageMessage) => void,
): void {
  const focused = bar.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  const buttons = actions.map(({ label, rank, ask }) =>
    button(label, rank, () => {
      send(ask);
    }),
  );
  bar.replaceChildren(...buttons);
  if (focused === undefined) return;
  (buttons.find(({ textContent }) => textContent === focused) ?? buttons.at(-1))?.focus();
}
