import type { Endpoint } from '../../core/model/endpoint';
import type { Failure } from '../../core/model/failure';
import { toFailure } from '../../core/model/failure';
import type { Profile } from '../../core/model/profile';
import { t } from '../../core/model/t';
import type { Log } from '../../core/ports';
import type { OpenEndpoint } from './openEndpoint';
import type { EndpointFindings } from './endpointFindings';
import { probe } from './probe';
import { Signal } from './signal';

/** What is known of an endpoint at the moment. */
export type EndpointState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly profile: Profile; readonly check?: EndpointFindings }
  | { readonly kind: 'failed'; readonly failure: Failure };

const IDLE: EndpointState = { kind: 'idle' };

/** Profiles of endpoints, fetched when asked for and kept until forgotten. */
export class Profiles {
  private readonly states = new Map<string, EndpointState>();
  private readonly loads = new Map<string, AbortController>();
  private readonly changed = new Signal<undefined>();

  constructor(
    private readonly open: OpenEndpoint,
    private readonly log: Log,
  ) {}

  state(endpointId: string): EndpointState {
    return this.states.get(endpointId) ?? IDLE;
  }

  /** Profiles the endpoint unless that was done or is being done. The outcome is its state: this never throws. */
  async ensure(endpoint: Endpoint): Promise<void> {
    if (this.state(endpoint.id).kind === 'idle') await this.load(endpoint);
  }

  /** Profiles the endpoint anew. The outcome is its state: this never throws. */
  async load(endpoint: Endpoint): Promise<void> {
    this.loads.get(endpoint.id)?.abort();
    const controller = new AbortController();
    this.loads.set(endpoint.id, controller);
    this.set(endpoint.id, { kind: 'loading' });
    const state = await this.fetch(endpoint, controller.signal);
    // Forgotten or begun anew meanwhile: this outcome is stale.
    if (this.loads.get(endpoint.id) !== controller) return;
    this.loads.delete(endpoint.id);
    this.set(endpoint.id, state);
  }

  /** Keeps a profile that somebody else fetched, and what a check found, until it is profiled anew. */
  put(endpointId: string, profile: Profile, found?: EndpointFindings): void {
    this.stop(endpointId);
    const before = this.state(endpointId);
    const check = found ?? (before.kind === 'ready' ? before.check : undefined);
    this.set(endpointId, { kind: 'ready', profile, ...(check === undefined ? {} : { check }) });
  }

  /** Forgets one endpoint, or all. */
  forget(endpointId?: string): void {
    for (const id of endpointId === undefined ? [...this.states.keys()] : [endpointId]) {
      this.stop(id);
      this.states.delete(id);
    }
    this.changed.fire(undefined);
  }

  onDidChange(listener: () => void): { dispose: () => void } {
    return this.changed.listen(listener);
  }

  dispose(): void {
    for (const id of [...this.loads.keys()]) this.stop(id);
  }

  private async fetch(endpoint: Endpoint, signal: AbortSignal): Promise<EndpointState> {
    try {
      const profile = await probe((either) => this.open(endpoint, either), endpoint.name, signal);
      return { kind: 'ready', profile };
    } catch (error) {
      const failure = toFailure(error, t('Could not profile {0}', endpoint.name));
      if (!signal.aborted) this.log.warn(`${failure.message} (${failure.code})`);
      return { kind: 'failed', failure };
    }
  }

  private stop(endpointId: string): void {
    this.loads.get(endpointId)?.abort();
    this.loads.delete(endpointId);
  }

  private set(endpointId: string, state: EndpointState): void {
    this.states.set(endpointId, state);
    this.changed.fire(undefined);
  }
}
