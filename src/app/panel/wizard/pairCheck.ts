import type { PairEnd } from '../../../bridge/endpointPair';
import type { Problem } from '../../../bridge/messages';
import type { CheckReport } from '../../../core/model/checkReport';
import { isWholeProfile } from '../../../core/model/partialProfile';
import type { Endpoint } from '../../../core/model/endpoint';
import type { Clock, Log } from '../../../core/ports';
import type { CheckedPair } from '../../desk/checkPair';
import { isPlanned } from '../../desk/checkEnd';
import { inBackground } from '../../desk/inBackground';
import type { Profiles } from '../../desk/profiles';
import { checkView } from '../checkView';
import type { KeptFindings } from './keptFindings';
import { problemOf } from '../problemOf';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** What checking a pair asks of the world. */
export interface CheckWork {
  readonly profiles: Pick<Profiles, 'put'>;
  readonly isTrusted: () => boolean;
  /** Looks at the ends; never throws. */
  readonly look: (source: Endpoint, target: Endpoint, signal: AbortSignal) => Promise<CheckedPair>;
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

  constructor(
    private readonly work: CheckWork,
    private readonly changed: () => void,
  ) {}

  get state(): WizardState['check'] {
    return this.found;
  }

  /** Checks anew; the outcome is the state. */
  begin(source: Endpoint, target: Endpoint): void {
    inBackground(this.work.log, 'A check', this.look(source, target));
  }

  /** Shows the check that was kept of this pair, if there is one, and nothing else was begun meanwhile. */
  async restore(source: Endpoint, target: Endpoint): Promise<void> {
    const { kept, log } = this.work;
    if (this.found !== NONE) return;
    const found = await kept.readCheck({ source, target });
    if (found === null || this.found !== NONE || this.looking !== undefined) return;
    try {
      const view = checkView(found.report, { source, target }, found.at);
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

  private async look(source: Endpoint, target: Endpoint): Promise<void> {
    const { work } = this;
    this.looking?.abort();
    const controller = new AbortController();
    this.looking = controller;
    if (!work.isTrusted()) {
      this.set({ ...this.found, busy: false, problem: RESTRICTED });
      return;
    }
    this.set({ ...this.found, busy: true, problem: null });
    const outcome = await work.look(source, target, controller.signal);
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
    const kept = work.kept.writeCheck({ source, target }, { at, report: outcome.report });
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
