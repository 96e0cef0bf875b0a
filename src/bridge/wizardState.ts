/** What the page of a migration keeps in the editor across a reload of the window: the extension keeps the rest. */
export interface WizardPageState {
  readonly version: 1;
  /** Its id. */
  readonly migration: string;
}
