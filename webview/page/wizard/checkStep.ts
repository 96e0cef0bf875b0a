import type { CheckView } from '../../../src/bridge/checkView';
import type { PageMessage } from '../../../src/bridge/messages';
import type { CheckBody } from '../../../src/bridge/wizardView';
import { changesSince } from '../changesSince';
import type { PageDesk } from '../pageDesk';
import { showFinding } from '../showFinding';
import { checkBody } from './checkBody';
import { t } from '../../../src/core/model/t';

/** The check in the page of a migration: what of it outlives a drawing. */
export class CheckStep {
  private readonly desk: PageDesk;
  private last: CheckView | null = null;
  private changes: string | null = null;
  /** The rule of the finding to come back to after the check that goes on. */
  private awaited: string | null = null;

  constructor(
    send: (message: PageMessage) => void,
    private readonly announce: (text: string) => void,
  ) {
    this.desk = {
      send,
      announce,
      recheck: (rule) => {
        this.awaited = rule;
        send({ type: 'check.again' });
      },
      filter: { severity: '', route: '' },
      blockedRoutes: { open: false },
    };
  }

  draw(body: CheckBody): HTMLElement[] {
    const { view } = body;
    if (view !== null && view.checkedAt !== this.last?.checkedAt) {
      this.changes = changesSince(this.last, view);
      this.last = view;
    }
    return checkBody(body, this.changes, this.desk);
  }

  /** Back to the finding that was to be checked again; or to the list, where it is gone. */
  comeBack({ busy, view }: CheckBody, root: HTMLElement): void {
    const rule = this.awaited;
    if (rule === null || busy) return;
    this.awaited = null;
    if (view === null) return;
    const still = showFinding(root, rule);
    this.announce(still ? t('It is still so.') : t('It is no longer found.'));
    if (!still) root.querySelector<HTMLElement>('#findings')?.scrollIntoView();
  }
}
