import type { EndpointPair } from '../../bridge/endpointPair';
import { readPageMessage } from '../../bridge/guard';
import type { PairIds } from '../../bridge/guard';
import type { ExportFormat, HostMessage, PageMessage, Problem } from '../../bridge/messages';
import type { Endpoint } from '../../core/model/endpoint';
import type { CheckReport } from '../../core/model/checkReport';
import type { Clock, Log } from '../../core/ports';
import { endText } from '../desk/checkEnd';
import type { CheckedPair } from '../desk/checkPair';
import { inBackground } from '../desk/inBackground';
import { checkView } from './checkView';
import { problemOf } from './problemOf';
import { t } from '../../core/model/t';

/** The other requests of a page: what they need is not of the session. */
export type Errand =
  | Exclude<PageMessage, { type: 'page.ready' | 'check.again' | 'report.export' }>
  | { readonly type: 'report.open'; readonly format: ExportFormat; readonly report: CheckReport };

/** What a session works with. */
export interface CheckWorld {
  readonly ids: PairIds;
  readonly find: (endpointId: string) => Endpoint | undefined;
  readonly isTrusted: () => boolean;
  /** Looks at the ends; never throws. */
  readonly look: (source: Endpoint, target: Endpoint | null, signal: AbortSignal) => Promise<CheckedPair>;
  readonly keep: (report: CheckReport) => void;
  readonly post: (message: HostMessage) => void;
  readonly run: (errand: Errand) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** The check of one pair, and the conversation with its page. The page comes and goes; this stays. */
export class CheckSession {
  /** What the page was told last. */
  private said: HostMessage | undefined;
  /** The names to show for ends that are gone by now. */
  private pair: EndpointPair | undefined;
  private current: AbortController | undefined;
  /** The last one that came about; a page may show one of before a reload, which is not here. */
  private report: CheckReport | undefined;
  /** What to hand the next report on as. */
  private wanted: ExportFormat | undefined;
  /** The rule of the finding to show when the next check has come about. */
  private toShow: string | undefined;

  constructor(private readonly world: CheckWorld) {}

  /** Takes in what came from the page. */
  receive(value: unknown): void {
    const message = readPageMessage(value);
    if (message === null) {
      this.world.log.warn('The check page sent a message that is none of ours; it was ignored.');
      return;
    }
    switch (message.type) {
      case 'page.ready':
        this.greet(message.showsCheck);
        return;
      case 'check.again':
        this.begin();
        return;
      case 'report.export':
        this.export(message.format);
        return;
      case 'copy.open':
      case 'target.choose':
      case 'endpoint.edit':
      case 'tunnel.setUp':
      case 'text.copy':
      case 'setting.use':
      case 'log.show':
        this.world.run(message);
    }
  }

  /** Brings the finding of a rule before the user: now, or when the check that goes on has come about. */
  showFinding(rule: string): void {
    const { said } = this;
    if (said?.type === 'check.finished') {
      this.world.post({ ...said, show: rule });
      return;
    }
    this.toShow = rule;
    if (said?.type !== 'check.started') this.begin();
  }

  /** Checks anew. The outcome is told to the page: this never throws. */
  async check(): Promise<void> {
    this.current?.abort();
    const controller = new AbortController();
    this.current = controller;
    const { find, ids, isTrusted, clock } = this.world;
    const source = find(ids.source);
    const target = ids.target === null ? null : find(ids.target);
    if (source === undefined || target === undefined) {
      this.fail(removed(source === undefined ? 'source' : 'target'));
      return;
    }
    const pair = { source: shown(source), target: target === null ? null : shown(target) };
    this.pair = pair;
    if (!isTrusted()) {
      this.fail(RESTRICTED);
      return;
    }
    this.say({ type: 'check.started', pair });
    const outcome = await this.world.look(source, target, controller.signal);
    // Begun anew, or closed, meanwhile: this outcome is stale.
    if (this.current !== controller) return;
    if (outcome.kind === 'failed') {
      const { failure, failedAt } = outcome;
      const end = failedAt === undefined ? null : failedAt.id === source.id ? 'source' : 'target';
      this.fail(problemOf(this.world.log, failure, end));
      return;
    }
    this.report = outcome.report;
    this.world.keep(outcome.report);
    const view = checkView(outcome.report, { source, target }, clock.now());
    this.say({ type: 'check.finished', pair, view });
    if (this.toShow !== undefined) this.world.post({ type: 'check.finished', pair, view, show: this.toShow });
    this.toShow = undefined;
    if (this.wanted !== undefined) this.export(this.wanted);
  }

  private export(format: ExportFormat): void {
    const { report } = this;
    this.wanted = report === undefined ? format : undefined;
    if (report === undefined) this.begin();
    else this.world.run({ type: 'report.open', format, report });
  }

  private begin(): void {
    inBackground(this.world.log, 'A check', this.check());
  }

  /** Ends what is going on. */
  dispose(): void {
    this.current?.abort();
    this.current = undefined;
  }

  /** A page begins to listen: for the first time, after it was hidden, or after the window was reloaded. */
  private greet(showsCheck: boolean): void {
    if (this.said !== undefined) this.say(this.said);
    // After a reload the page shows what it kept: asking servers again is up to the user.
    else if (!showsCheck) this.begin();
  }

  private fail(problem: Problem): void {
    this.wanted = undefined;
    const { source, target } = this.world.ids;
    const unknown = { name: t('removed endpoint'), address: '' };
    const pair = this.pair ?? {
      source: { id: source, ...unknown },
      target: target === null ? null : { id: target, ...unknown },
    };
    this.say({ type: 'check.failed', pair, problem });
  }

  private say(message: HostMessage): void {
    this.said = message;
    this.world.post(message);
  }
}

const RESTRICTED: Problem = {
  what: t('Could not check'),
  why: t('this workspace is in Restricted Mode, where no server is connected to'),
  next: t('Trust the workspace, then retry.'),
  end: null,
};

function removed(end: 'source' | 'target'): Problem {
  return {
    what: t('Could not check'),
    why:
      end === 'source'
        ? t('the source is no longer among the endpoints')
        : t('the target is no longer among the endpoints'),
    next: t('Close this page, and check another pair.'),
    end: null,
  };
}

function shown(end: Endpoint): EndpointPair['source'] {
  return { id: end.id, name: end.name, address: endText(end) };
}
