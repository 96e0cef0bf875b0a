import type { MigrationStep } from '../core/model/migration';
import type { Route } from '../core/model/route';
import type { PairEnd } from './endpointPair';

/** What can be chosen on the page itself, and its words; the rest is asked for by the editor's own lists. */
export const COPY_SETTINGS = {
  onConflict: ['replace', 'skip', 'fail'],
  verify: ['none', 'quick', 'full', 'sample'],
  repair: ['off', 'on'],
  pace: ['full', 'auto', 'limited'],
} as const;

/** See COPY_SETTINGS. */
export type CopySetting = keyof typeof COPY_SETTINGS;

/** Clients whose code for the new endpoint can be shown. */
export const SNIPPETS = [
  'redis-cli',
  'ioredis',
  'redis-py',
  'jedis',
  'lettuce',
  'go-redis',
  'stackexchange-redis',
] as const;

/** See SNIPPETS. */
export type Snippet = (typeof SNIPPETS)[number];

/** A choice made on the page. */
export interface SetCopy {
  readonly type: 'copy.set';
  readonly setting: CopySetting;
  readonly value: string;
}

/** What the page of a migration asks of the extension. It names no endpoint and no run: the panel knows whose page it is. */
export type WizardIntent =
  | { readonly type: 'wizard.ready' }
  | { readonly type: 'step.go'; readonly step: MigrationStep }
  | { readonly type: 'end.choose'; readonly end: PairEnd }
  | { readonly type: 'ends.swap' }
  | { readonly type: 'endpoint.edit'; readonly end: PairEnd }
  | { readonly type: 'tunnel.setUp'; readonly end: PairEnd }
  | { readonly type: 'check.again' }
  | { readonly type: 'check.open' }
  | { readonly type: 'route.choose'; readonly route: Route }
  | SetCopy
  | { readonly type: 'copy.change' }
  | { readonly type: 'copy.rehearse' }
  | { readonly type: 'run.start' }
  | { readonly type: 'run.pause' }
  | { readonly type: 'run.resume' }
  | { readonly type: 'run.cancel' }
  /** Keys a second, 1 to 1e9; null for as fast as it goes. */
  | { readonly type: 'run.pace'; readonly keysPerSecond: number | null }
  | { readonly type: 'run.report' }
  | { readonly type: 'verify.start'; readonly repair: boolean }
  | { readonly type: 'verify.cancel' }
  | { readonly type: 'gates.check' }
  | { readonly type: 'snippet.copy'; readonly client: Snippet }
  | { readonly type: 'wayBack.begin' }
  | { readonly type: 'report.save'; readonly format: 'markdown' | 'json' }
  | { readonly type: 'log.show' };
