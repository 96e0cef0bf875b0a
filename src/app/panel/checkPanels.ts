import * as vscode from 'vscode';
import { readPairIds } from '../../bridge/guard';
import type { PairIds } from '../../bridge/guard';
import { PANELS } from '../ids';
import { checkPanel } from './checkPanel';
import type { PanelDesk } from './checkPanel';
import type { CheckSession } from './checkSession';
import { pageRoots } from './pageFiles';
import { t } from '../../core/model/t';

/** The check pages: one for each pair of endpoints. */
export class CheckPanels implements vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, { panel: vscode.WebviewPanel; session: CheckSession }>();
  private readonly registration = vscode.window.registerWebviewPanelSerializer(PANELS.check, this);

  constructor(private readonly desk: PanelDesk) {}

  /**
   * Opens the page of a pair, which checks it; or shows the page that is open already.
   * @param rule of the finding to bring before the user
   */
  open(ids: PairIds, rule?: string): void {
    const open = this.panels.get(keyOf(ids));
    if (open !== undefined) {
      open.panel.reveal();
      if (rule !== undefined) open.session.showFinding(rule);
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANELS.check, t('Check'), vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: pageRoots(this.desk.extensionUri),
    });
    const session = this.fill(panel, ids);
    if (rule !== undefined) session.showFinding(rule);
  }

  /** Called by the editor for a page that was open before the window was reloaded. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const ids = readPairIds(state);
    // It never got as far as to keep what it is of, or another has its place.
    if (ids === null || this.panels.has(keyOf(ids))) panel.dispose();
    else this.fill(panel, ids);
    return Promise.resolve();
  }

  /** The pages stay: a window that is reloaded disposes of everything, and restores what is open. */
  dispose(): void {
    this.registration.dispose();
  }

  private fill(panel: vscode.WebviewPanel, ids: PairIds): CheckSession {
    const session = checkPanel(this.desk, panel, ids);
    this.panels.set(keyOf(ids), { panel, session });
    panel.onDidDispose(() => this.panels.delete(keyOf(ids)));
    return session;
  }
}

function keyOf({ source, target }: PairIds): string {
  return JSON.stringify([source, target]);
}
