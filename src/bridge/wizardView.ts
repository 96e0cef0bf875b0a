import type { MigrationStep } from '../core/model/migration';
import type { RatePoint } from '../core/model/rate';
import type { LatencyPoint } from '../core/model/runDetail';
import type { CheckView, RouteRow } from './checkView';
import type { EndpointPair, PairEnd } from './endpointPair';
import type { Problem } from './messages';
import type { CopySetting, Snippet, WizardIntent } from './wizardMessages';

/** How far a step is. `todo`: it can be taken up. `blocked`: it cannot yet. */
export type StepState = 'todo' | 'busy' | 'done' | 'warned' | 'failed' | 'blocked';

/** A step in the list of steps. */
export interface StepRow {
  readonly step: MigrationStep;
  readonly title: string;
  readonly state: StepState;
  /** What it has come to, in a word or three; empty when there is nothing to say. */
  readonly note: string;
  /** What unblocks it, as a sentence; null when it can be gone to. */
  readonly unblock: string | null;
}

/** One end in the picture. Holds no secret. */
export interface ShownEnd {
  readonly name: string;
  readonly address: string;
  /** `redis 8.0.2 · cluster · 50 k keys · 3.1 GB · TLS`; empty while nothing is known. */
  readonly server: string;
}

/** A button and what it asks. The last of a list is the likeliest. */
export interface WizardAction {
  readonly label: string;
  readonly rank: 'primary' | 'secondary';
  readonly ask: WizardIntent;
  /** Why it cannot be pressed, as a sentence; null when it can. */
  readonly unblock: string | null;
}

/** A line of a table of two columns. */
export interface LabelledRow {
  readonly label: string;
  readonly value: string;
}

/** What the extension tells the page of a migration: all that it needs to draw itself. */
export interface WizardShown {
  readonly type: 'wizard.show';
  readonly view: WizardView;
}

/** What the page of a migration shows: worded and formatted, so that the page only draws. */
export interface WizardView {
  /** The migration's, for the page to keep across a reload of the window. */
  readonly id: string;
  readonly title: string;
  readonly ends: { readonly source: ShownEnd | null; readonly target: ShownEnd | null };
  readonly steps: readonly StepRow[];
  readonly body: WizardBody;
  readonly actions: readonly WizardAction[];
  /** What to say aloud when it changes; seldom, so that nobody is talked to all the time. */
  readonly aloud: string;
}

export type WizardBody = EndsBody | CheckBody | RouteBody | RunBody | VerifyBody | CutOverBody;

/** Source and target. */
export interface EndsBody {
  readonly step: 'ends';
  readonly ends: readonly {
    readonly end: PairEnd;
    readonly shown: ShownEnd | null;
    readonly action: WizardAction;
  }[];
  /** What to know before anything else, as sentences; empty as a rule. */
  readonly notice: readonly string[];
  /** Direction and kind in words. */
  readonly sentences: readonly string[];
}

/** The check of the pair. */
export interface CheckBody {
  readonly step: 'check';
  readonly pair: EndpointPair | null;
  readonly busy: boolean;
  /** The last one that came to its end. */
  readonly view: CheckView | null;
  readonly problem: Problem | null;
}

/** One way to migrate, to be chosen. */
export interface RouteChoice extends RouteRow {
  readonly chosen: boolean;
  /** Whether this version carries it out itself. */
  readonly ours: boolean;
}

/** A list to choose from on the page. */
export interface ShownSetting {
  readonly setting: CopySetting;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What the chosen one means. */
  readonly hint: string;
}

/** Routes, and what the copy is to do. */
export interface RouteBody {
  readonly step: 'route';
  /** True while the pair is looked at, so that routes may be missing or about to change. */
  readonly busy: boolean;
  /** Why there are none. */
  readonly problem: Problem | null;
  /** When the pair was checked, in milliseconds since the epoch; null when it was not. */
  readonly checkedAt: number | null;
  readonly because: string;
  readonly routes: readonly RouteChoice[];
  /** What a copy of ours is to do; null when the chosen route is none of ours. */
  readonly copy: {
    readonly settings: readonly ShownSetting[];
    /** `50,000 of 50,000 keys`. */
    readonly what: string;
    /** Names of keys that are chosen; empty where the settings hide them, or none is known. */
    readonly examples: readonly string[];
    readonly words: readonly string[];
    /** Where each database goes. */
    readonly databases: readonly LabelledRow[];
    /** What a rehearsal came to; null without one. */
    readonly rehearsal: string | null;
  } | null;
  /** How to take the chosen route by hand; empty for those that we carry out. */
  readonly steps: readonly string[];
}

/** A large figure. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** Errors of one reason. */
export interface ErrorGroup {
  readonly reason: string;
  readonly count: string;
  /** Names of keys; empty where the settings hide them. */
  readonly examples: readonly string[];
}

/** How fast a run may go, to be chosen while it goes. */
export interface ShownPace {
  /** Keys a second, ascending; the last is null: as fast as it goes. */
  readonly stops: readonly { readonly keysPerSecond: number | null; readonly text: string }[];
  /** Which of them is chosen. */
  readonly at: number;
  /** Why it cannot be changed, as a sentence; null when it can. */
  readonly unblock: string | null;
}

/** What came of each part of a run. */
export interface PartsTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** The run. */
export interface RunBody {
  readonly step: 'run';
  readonly state: 'idle' | 'running' | 'paused' | 'stopping' | 'finished' | 'interrupted' | 'byHand';
  readonly headline: string;
  /** How it stands: for the icon beside the headline. */
  readonly mood: 'none' | 'ready' | 'warned' | 'blocked';
  /** 0 to 1; null when there is nothing to measure by. */
  readonly share: number | null;
  readonly figures: readonly Figure[];
  readonly rows: readonly LabelledRow[];
  readonly errors: readonly ErrorGroup[];
  /** Sentences. */
  readonly notes: readonly string[];
  /** How fast it went, oldest first. */
  readonly rates: readonly RatePoint[];
  /** How long both ends took to answer, oldest first. */
  readonly latencies: readonly LatencyPoint[];
  /** By shard and database; null where nothing is known of them. */
  readonly parts: PartsTable | null;
  /** Null while there is nothing that could go faster or slower. */
  readonly pace: ShownPace | null;
  /** What to do by hand. */
  readonly steps: readonly string[];
}

/** One key that differs. */
export interface ShownDifference {
  readonly key: string;
  readonly database: string;
  readonly detail: string;
}

/** Differences of one kind. */
export interface DifferenceGroup {
  readonly kind: string;
  readonly count: string;
  readonly keys: readonly ShownDifference[];
  /** Where the others are named; null when all are. */
  readonly more: string | null;
}

/** The verification. */
export interface VerifyBody {
  readonly step: 'verify';
  readonly state: 'none' | 'running' | 'finished' | 'failed';
  readonly headline: string;
  readonly mood: RunBody['mood'];
  readonly share: number | null;
  readonly figures: readonly Figure[];
  readonly groups: readonly DifferenceGroup[];
  readonly notes: readonly string[];
  readonly problem: Problem | null;
}

/** What a gate is about: a table to be folded out. */
export interface GateList {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What of it is not in the rows, as a sentence; null when nothing is missing. */
  readonly more: string | null;
}

/** Something that must hold before the switch. */
export interface Gate {
  readonly title: string;
  readonly state: 'open' | 'busy' | 'passed' | 'warned' | 'failed';
  /** What was seen. */
  readonly detail: string;
  /** What to do about it, as sentences; absent where it is passed, or being looked at. */
  readonly next?: string;
  /** What could be typed into a terminal about it. */
  readonly command?: string;
  /** What it is about, one by one. */
  readonly list?: GateList;
}

/** How a client is pointed at the new endpoint. */
export interface ShownSnippet {
  readonly client: Snippet;
  readonly name: string;
  readonly code: string;
}

/** The switch, and what comes after. */
export interface CutOverBody {
  readonly step: 'cutOver';
  readonly gates: readonly Gate[];
  readonly busy: boolean;
  /** Why they could not be checked. */
  readonly problem: Problem | null;
  /** When they were checked last, in milliseconds since the epoch; null when never. */
  readonly checkedAt: number | null;
  readonly order: readonly string[];
  readonly snippets: readonly ShownSnippet[];
  readonly cleanUp: readonly string[];
  readonly wayBack: readonly string[];
}
