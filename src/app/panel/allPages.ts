import type { Desk, Pages } from '../desk/desk';
import { CheckPanels } from './checkPanels';
import { WizardPanels } from './wizardPanels';
import type { PagePlace } from './pageFiles';
import type { LoadWizard } from './wizardPanels';

/** The pages of checks and of migrations. */
export class AllPages implements Pages {
  private readonly checks: CheckPanels;
  private readonly wizards: WizardPanels;

  constructor(desk: Desk, place: PagePlace, load: LoadWizard) {
    const { extensionUri } = place;
    const { open, check, checkRdb, questions, endpoints, profiles, settings, clock, log, newId } = desk;
    this.checks = new CheckPanels({
      extensionUri,
      open,
      check,
      checkRdb,
      questions,
      endpoints,
      profiles,
      settings,
      clock,
      log,
      newId,
    });
    this.wizards = new WizardPanels(desk, place, load);
  }

  openCheck(...[ids, rule]: Parameters<Pages['openCheck']>): void {
    this.checks.open(ids, rule);
  }

  isMigrationInSight(id: string): boolean {
    return this.wizards.isInSight(id);
  }

  openMigration(id: string): void {
    this.wizards.open(id);
  }

  closeMigration(id: string): void {
    this.wizards.close(id);
  }

  dispose(): void {
    this.checks.dispose();
    this.wizards.dispose();
  }
}
