import type { PairEnd } from '../../../bridge/endpointPair';
import { readWizardIntent } from '../../../bridge/wizardGuard';
import type { WizardIntent } from '../../../bridge/wizardMessages';
import type { Endpoint } from '../../../core/model/endpoint';
import type { MigrationStep } from '../../../core/model/migration';
import { isPlanned } from '../../desk/checkEnd';
import { inBackground } from '../../desk/inBackground';
import type { MigrationChange } from '../../desk/migrations';
import { Coalesced } from './coalesced';
import { withSetting } from './copySettingsShown';
import { GateWatch } from './gateWatch';
import { KeptHistory } from './keptHistory';
import { PairCheck } from './pairCheck';
import { readCheckErrand } from './readCheckErrand';
import { Proving } from './proving';
import type { EndedVerification } from './proving';
import { whatUnblocks } from './stepRows';
import { isOurs, routeOf } from './wizardState';
import type { WizardState } from './wizardState';
import { wayBackOf } from './wayBack';
import { wizardView } from './wizardView';
import type { CheckErrand, WizardErrand, WizardWorld } from './wizardWorld';

/** The migration of one panel, and the conversation with its page. The page comes and goes; this stays. */
export class WizardSession {
  private readonly check: PairCheck;
  private readonly proving: Proving;
  private readonly gates: GateWatch;
  private readonly history: KeptHistory;
  private readonly posts: Coalesced;
  private readonly subscriptions: { dispose: () => void }[];

  constructor(private readonly world: WizardWorld) {
    const soon = (): void => {
      this.posts.ask();
    };
    this.posts = new Coalesced(() => {
      const state = this.state();
      if (state === null) return;
      this.history.note(state);
      world.post({ type: 'wizard.show', view: wizardView(state) });
      this.meetEnds(state);
    });
    this.check = new PairCheck(world, soon);
    this.history = new KeptHistory(world);
    this.proving = new Proving(world, soon, (ended) => {
      this.keepProof(ended);
    });
    this.gates = new GateWatch(world, soon);
    this.subscriptions = [
      world.runs.onDidChange(soon),
      world.profiles.onDidChange(soon),
      world.migrations.onDidChange(() => {
        this.check.meetChoice(this.state());
        soon();
      }),
    ];
  }

  /** Takes in what came from the page. */
  receive(value: unknown): void {
    const intent = readWizardIntent(value) ?? readCheckErrand(value);
    if (intent === null) {
      this.world.log.warn('The migration page sent a message that is none of ours; it was ignored.');
      return;
    }
    const state = this.state();
    if (state !== null) this.obey(intent, state);
  }

  /** All that is known; null once the migration was discarded. */
  state(): WizardState | null {
    const { world } = this;
    const migration = world.migrations.find(world.id);
    if (migration === undefined) return null;
    const { sourceId, targetId, runId, rehearsalId } = migration;
    const end = (id: string | null): Endpoint | undefined => (id === null ? undefined : world.find(id));
    const profile = (id: string | null): WizardState['profiles']['source'] => {
      const known = id === null ? undefined : world.profiles.state(id);
      return known?.kind === 'ready' ? known.profile : undefined;
    };
    const failure = (id: string | null): WizardState['failures']['source'] => {
      const known = id === null ? undefined : world.profiles.state(id);
      return known?.kind === 'failed' ? known.failure : undefined;
    };
    return {
      migration,
      wayBack: wayBackOf(migration, world),
      source: end(sourceId),
      target: end(targetId),
      profiles: { source: profile(sourceId), target: profile(targetId) },
      failures: { source: failure(sourceId), target: failure(targetId) },
      check: this.check.state,
      run: runId === null ? undefined : world.runs.find(runId),
      rates: runId === null ? [] : world.history.of(runId),
      latencies: runId === null ? [] : world.history.latenciesOf(runId),
      detail: runId === null ? null : world.history.detailOf(runId),
      rehearsal: rehearsalId === null ? undefined : world.runs.find(rehearsalId),
      verification: this.proving.state,
      history: this.history.history,
      gates: this.gates.state,
      hideKeyNames: world.hideKeyNames(),
    };
  }

  /** Chooses an end; what was found of the pair before counts no more. */
  setEnd(end: PairEnd, endpointId: string): void {
    const state = this.state();
    if (state === null || state.run !== undefined) return;
    const { sourceId, targetId } = state.migration;
    // Where the cache was created meanwhile, what was found of the plan for it is found anew of itself.
    const created = end === 'target' && isPlanned(state.target) && state.migration.step !== 'ends';
    // The same endpoint at both ends says that it is the other way round.
    if (end === 'source') this.setEnds(endpointId, targetId === endpointId ? sourceId : targetId);
    else this.setEnds(sourceId === endpointId ? targetId : sourceId, endpointId);
    const now = this.state();
    if (created && now !== null) this.go('check', now);
  }

  /** A run of this migration began, or a rehearsal: what was proved before a run counts no more. */
  began(run: Pick<MigrationChange, 'runId' | 'rehearsalId'>): void {
    this.history.note(this.state());
    if (run.runId === undefined) this.change(run);
    else {
      this.proving.forget();
      this.change({ ...run, proof: null });
    }
  }

  /** Has the page drawn anew, soon. */
  show(): void {
    this.posts.ask();
  }

  /** Ends what is going on here. A run goes on: it is not the page's. */
  dispose(): void {
    for (const one of [this.check, this.proving, this.gates, this.posts, ...this.subscriptions]) {
      one.dispose();
    }
  }

  /** What the ends are stands beside every step, also after a run, which leaves the target with other keys. */
  private meetEnds({ source, target, check }: WizardState): void {
    const { profiles, isTrusted, log } = this.world;
    // A check finds that out itself.
    if (check.busy || !isTrusted()) return;
    for (const end of [source, target]) {
      if (end !== undefined && !isPlanned(end)) inBackground(log, 'Profiling an end', profiles.ensure(end));
    }
  }

  private obey(intent: WizardIntent | CheckErrand, state: WizardState): void {
    const { runs } = this.world;
    const { run, source, target, migration } = state;
    switch (intent.type) {
      case 'wizard.ready':
        inBackground(this.world.log, 'Reading what was found before', this.restoreAndLook());
        this.posts.now();
        return;
      case 'step.go':
        this.go(intent.step, state);
        return;
      case 'ends.swap':
        if (run === undefined && !isPlanned(target)) this.setEnds(migration.targetId, migration.sourceId);
        return;
      case 'check.again':
        this.check.begin(state);
        return;
      case 'route.choose':
        this.change({ route: intent.route });
        return;
      case 'copy.set':
        this.change({ choice: withSetting(migration.choice, intent.setting, intent.value) });
        return;
      case 'run.pause':
        if (run !== undefined) runs.pause(run.id, true);
        return;
      case 'run.cancel':
        if (run !== undefined) runs.cancel(run.id);
        return;
      case 'run.pace':
        if (run !== undefined) runs.setPace(run.id, intent.keysPerSecond);
        return;
      case 'run.resume':
        if (run?.state === 'running') runs.pause(run.id, false);
        else this.errand(intent, state);
        return;
      case 'run.start':
        this.start(intent, state);
        return;
      case 'verify.start':
        if (whatUnblocks('verify', state) === null && run?.state !== 'running') {
          this.proving.begin(state, intent.repair);
        }
        return;
      case 'verify.cancel':
        this.proving.stop();
        return;
      case 'gates.check':
        if (source !== undefined && target !== undefined && !isPlanned(target) && this.world.isTrusted()) {
          this.gates.begin(source, target);
        }
        return;
      case 'end.choose':
        if (run === undefined) this.errand(intent, state);
        return;
      case 'copy.rehearse':
        if (
          state.check.done !== null &&
          state.rehearsal?.state !== 'running' &&
          run?.state !== 'running' &&
          !isPlanned(target)
        ) {
          this.errand(intent, state);
        }
        return;
      case 'copy.change':
      case 'endpoint.edit':
      case 'tunnel.setUp':
      case 'check.open':
      case 'run.report':
      case 'snippet.copy':
      case 'wayBack.begin':
      case 'report.save':
      case 'log.show':
      case 'text.copy':
      case 'setting.use':
        this.errand(intent, state);
    }
  }

  private start(intent: Extract<WizardIntent, { type: 'run.start' }>, state: WizardState): void {
    const route = routeOf(state) ?? 'copy';
    if (
      isPlanned(state.target) ||
      whatUnblocks('run', state) !== null ||
      state.run?.state === 'running' ||
      !isOurs(route)
    )
      return;
    this.change({ route });
    this.errand(intent, state);
  }

  private setEnds(sourceId: string | null, targetId: string | null): void {
    this.check.forget();
    this.gates.forget();
    this.history.forget();
    this.change({ sourceId, targetId, route: null, rehearsalId: null, proof: null });
  }

  private go(step: MigrationStep, state: WizardState): void {
    if (whatUnblocks(step, state) !== null) return;
    // Whoever goes on from the routes has chosen the one that was shown as chosen.
    const route = state.migration.step === 'route' ? { route: routeOf(state) } : {};
    this.change({ step, ...route });
    this.check.meetStep(step, state);
  }

  /** What a window before found is shown again; what the step lacks then is looked for. */
  private async restoreAndLook(): Promise<void> {
    const before = this.state();
    const proof = before?.migration.proof ?? null;
    if (before !== null) await this.check.restore(before);
    const proved = proof === null ? null : await this.world.kept.readVerification(proof.at);
    await this.history.load();
    const now = this.state();
    if (now === null) return;
    // Not of before a run that began meanwhile.
    if (proved !== null && now.migration.proof?.at === proof?.at) this.proving.restore(proved);
    this.check.meetStep(now.migration.step, now);
  }

  private keepProof(ended: EndedVerification): void {
    this.history.add(ended);
    const { result, endedAt: at } = ended;
    // What was stopped proves nothing.
    if (result?.status !== 'done' && result?.status !== 'incomplete') return;
    const { mode, differencesTotal: differences } = result;
    inBackground(this.world.log, 'Keeping a verification', this.world.kept.writeVerification(at, result));
    this.change({ proof: { at, mode, equal: differences === 0, differences } });
  }

  private errand(errand: WizardErrand, state: WizardState): void {
    inBackground(this.world.log, 'A command of the migration page', this.world.run(errand, state));
  }

  /** Changes what is kept; the page is told by the store's change. */
  private change(change: MigrationChange): void {
    const kept = this.world.migrations.change(this.world.id, change);
    inBackground(this.world.log, 'Keeping a migration', kept);
  }
}
