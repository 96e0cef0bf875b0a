import type { Endpoint } from '../../core/model/endpoint';
import type { PlannedCache } from '../../core/model/plannedCache';
import type { PlacedCache } from '../cloud/placedCache';
import type { CopyChoice } from './copyChoice';
import type { KnownOfEndpoint } from './endpointDraft';

/** What is asked of endpoints and copies. Each is loaded when the first is asked, and undefined when the user left. */
export interface Questions {
  /** Asks for a new endpoint, tests and keeps it. @param title of the questions: "Add Endpoint" */
  add(title: string, known?: KnownOfEndpoint): Promise<Endpoint | undefined>;
  /** Asks the same of one that is kept. */
  edit(endpoint: Endpoint): Promise<Endpoint | undefined>;
  /** The endpoint of a cache: the one that is kept already, or a new one. */
  ofCache(placed: PlacedCache): Promise<Endpoint | undefined>;
  /** Asks how an endpoint is reached and signed in to, beside its address. */
  connection(endpoint: Endpoint): Promise<Endpoint | undefined>;
  /** Asks what a cache is to be that is yet to be created; see `readPlannedCache`. */
  planned(): Promise<string | undefined>;
  /** What that says. @throws Failure `usage` */
  readPlanned(words: string): PlannedCache;
  /** Asks for the options of one copy, until the user is done with them. Leaving keeps what was chosen so far. */
  options(title: string, from: CopyChoice): Promise<CopyChoice>;
  /** Asks through which tunnel an endpoint is reached, and tells how to dig it. */
  tunnel(endpoint: Endpoint): Promise<Endpoint | undefined>;
}
