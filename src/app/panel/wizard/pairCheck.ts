import type { PairEnd } from '../../../bridge/endpointPair';
import type { Problem } from '../../../bridge/messages';
import type { CheckReport } from '../../../core/model/checkReport';
import { isWholeProfile } from '../../../core/model/partialProfile';
import type { MigrationStep } from '../../../core/model/migration';
import type { Endpoint } from '../../../core/model/endpoint';
import type { Clock, Log } from '../../../core/ports';
import type { CheckedPair } from '../../desk/checkPair';
import type { CopyChoice } from '../../desk/copyChoice';
import { databasesText } from '../../desk/databasesText';
import { isPlanned } from '../../desk/checkEnd';
import { inBackground } from '../../desk/inBackground';
import type { Profiles } from '../../desk/profiles';
import { checkView } from '../checkView';
import type { FoundPair, KeptFindings } from './keptFindings';
import { problemOf } from '../problemOf';
import { isOurs } from './wizardState';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** Which databases the migration takes where; see CheckChoice. */
type Databases = CopyChoice['databases'];

/** What a check is of, and for. */
type Checked = Pick<WizardState, 'source' | 'target' | 'migration'>;

/** What checking a pair asks of the world. */
export interface CheckWork {
  readonly profiles: Pick<Profiles, 'put'>;
  readonly isTrusted: () => boolean;
  /** Looks at the ends; never throws. */
  readonly look: (
    source: Endpoint,
    target: Endpoint,
    signal: AbortSignal,
    databases: Databases,
  ) => Promise<CheckedPair>;
  /** What the window before found. */
  readonly kept: Pick<KeptFindings, 'readCheck' | 'writeCheck'>;
  readonly clock: Clock;
  readonly log: Log;
}

const NONE: WizardState['check'] = { busy: false, problem: null, done: null };

/** The check of a migration's pair: the last one that came about stays to be read while another goes on. */
export class PairCheck {
  private found: WizardState['check'] = NONE;
  private looking: AbortController | undefined;
  /** What was found, or is looked for, holds for these. */
  private databases: Databases;

  constructor(
    private readonly work: CheckWork,
    private readonly changed: () => void,
  ) {}

  get state(): WizardState['check'] {
    return this.found;
  }

  /** Checks anew, once both ends are chosen; the outcome is the state. */
  begin({ source, target, migration }: Checked): void {
    if (source === undefined || target === undefined) return;
    inBackground(this.work.log, 'A check', this.look(source, target, migration.choice.databases));
  }

  /** A step that shows what a check found has one made, unless there is one. */
  meetStep(step: MigrationStep, state: Checked): void {
    const { route } = state.migration;
    const byHand = step === 'run' && route !== null && !isOurs(route);
    if (step !== 'check' && step !== 'route' && !byHand) return;
    const { done, problem, busy } = this.found;
    if (done === null && problem === null && !busy) this.begin(state);
  }

  /** What was found for other databases than are chosen now counts no more. */
  meetChoice(state: Checked | null): void {
    if (state === null || this.found === NONE) return;
    const { choice, step } = state.migration;
    if (databasesText(this.databases ?? []) === databasesText(choice.databases ?? [])) return;
    this.forget();
    this.meetStep(step, state);
  }

  /** Shows the check that was kept of this pair, if there is one, and nothing else was begun meanwhile. */
  async restore({ source, target, migration }: Checked): Promise<void> {
    const { kept, log } = this.work;
    const { databases } = migration.choice;
    if (source === undefined || target === undefined || this.found !== NONE) return;
    const found = await kept.readCheck(pairOf(source, target, databases));
    if (found === null || this.found !== NONE || this.looking !== undefined) return;
    try {
      const view = checkView(found.report, { source, target }, found.at);
      this.databases = databases;
      this.set({ ...NONE, done: { report: found.report, view } });
    } catch {
      log.warn('The check that was kept of a migration cannot be read; it is made anew.');
    }
  }

  /** Forgets what was found: it is of another pair. */
  forget(): void {
    this.looking?.abort();
    this.looking = undefined;
    this.set(NONE);
  }

  dispose(): void {
    this.looking?.abort();
    this.looking = undefined;
  }

  private async look(source: Endpoint, target: Endpoint, databases: Databases): Promise<void> {
    const { work } = this;
    this.looking?.abort();
    const controller = new AbortController();
    this.looking = controller;
    this.databases = databases;
    if (!work.isTrusted()) {
      this.set({ ...this.found, busy: false, problem: RESTRICTED });
      return;
    }
    this.set({ ...this.found, busy: true, problem: null });
    const outcome = await work.look(source, target, controller.signal, databases);
    // Begun anew, or closed, meanwhile: this outcome is stale.
    if (this.looking !== controller) return;
    if (outcome.kind === 'failed') {
      const end = endOf(source, outcome.failedAt);
      this.set({ ...NONE, problem: problemOf(work.log, outcome.failure, end) });
      return;
    }
    this.keep(outcome.report, source, target);
    const at = work.clock.now();
    const view = checkView(outcome.report, { source, target }, at);
    const kept = work.kept.writeCheck(pairOf(source, target, databases), { at, report: outcome.report });
    inBackground(work.log, 'Keeping a check', kept);
    this.set({ ...NONE, done: { report: outcome.report, view } });
  }

  /** Lets the rest of the editor know what was found. */
  private keep({ profile, findings }: CheckReport, source: Endpoint, target: Endpoint): void {
    const { profiles } = this.work;
    // Of an end that does not tell all, the tree goes on to say why not.
    if (isWholeProfile(profile.source)) {
      profiles.put(source.id, profile.source, { target: target.name, targetId: target.id, findings });
    }
    if (profile.target !== null && isWholeProfile(profile.target) && !isPlanned(target))
      profiles.put(target.id, profile.target);
  }

  private set(found: WizardState['check']): void {
    this.found = found;
    this.changed();
  }
}

function pairOf(source: Endpoint, target: Endpoint, databases: Databases): FoundPair {
  return { source, target, ...(databases === undefined ? {} : { databases }) };
}

function endOf(source: Endpoint, failedAt: Endpoint | undefined): PairEnd | null {
  if (failedAt === undefined) return null;
  return failedAt.id === source.id ? 'source' : 'target';
}

const RESTRICTED: Problem = {
  what: t('Could not check'),
  why: t('this workspace is in Restricted Mode, where no server is connected to'),
  next: t('Trust the workspace, then retry.'),
  end: null,
};
