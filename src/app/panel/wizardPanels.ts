import * as vscode from 'vscode';
import { readMigrationId } from '../../bridge/wizardGuard';
import { inBackground } from '../desk/inBackground';
import type { Desk } from '../desk/desk';
import { RunHistory } from '../desk/runHistory';
import { PANELS } from '../ids';
import { pageRoots } from './pageFiles';
import type { PagePlace } from './pageFiles';
import type { wizardPanel } from './wizard/wizardPanel';
import { t } from '../../core/model/t';

/** Loads what fills a panel with a migration's page: only when the first is opened. */
export type LoadWizard = () => Promise<{ readonly wizardPanel: typeof wizardPanel }>;

/** The pages of migrations: one for each. */
export class WizardPanels implements vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly registration = vscode.window.registerWebviewPanelSerializer(PANELS.wizard, this);

  private readonly history: RunHistory;

  constructor(
    private readonly desk: Desk,
    private readonly place: PagePlace,
    private readonly load: LoadWizard,
  ) {
    // From the first run of the window on, also while no page looks on.
    this.history = new RunHistory(desk.runs, desk.clock);
  }

  /** Opens the page of a migration, or shows the one that is open already. */
  open(id: string): void {
    const open = this.panels.get(id);
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANELS.wizard, t('Migrate'), vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: pageRoots(this.place.extensionUri),
    });
    inBackground(this.desk.log, 'Opening a migration', this.fill(panel, id));
  }

  /** Whether the page of a migration is open and in sight. */
  isInSight(id: string): boolean {
    return this.panels.get(id)?.visible === true;
  }

  /** Closes the page of a migration, if it is open. */
  close(id: string): void {
    this.panels.get(id)?.dispose();
  }

  /** Called by the editor for a page that was open before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const id = readMigrationId(state);
    // It never got as far as to keep what it is of, another has its place, or it was discarded meanwhile.
    const { migrations } = this.desk;
    const gone = id === null || (migrations.find(id) === undefined && !migrations.isStrange(id));
    if (gone || this.panels.has(id)) panel.dispose();
    else await this.fill(panel, id);
  }

  /** The pages stay: a window that is reloaded disposes of everything, and restores what is open. */
  dispose(): void {
    this.registration.dispose();
    this.history.dispose();
  }

  private async fill(panel: vscode.WebviewPanel, id: string): Promise<void> {
    this.panels.set(id, panel);
    panel.onDidDispose(() => this.panels.delete(id));
    const { wizardPanel } = await this.load();
    if (this.panels.get(id) === panel) {
      const { desk, history, place } = this;
      wizardPanel({ desk, history, place }, panel, id);
    }
  }
}
