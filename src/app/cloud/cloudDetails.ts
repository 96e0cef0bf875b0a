import type { Catalog } from '../../core/catalog';
import type { AwsScope } from '../../core/model/awsScope';
import type { CloudCache } from '../../core/model/cloudCache';
import type {
  CloudEvent,
  CloudSnapshot,
  GlobalDatastore,
  ParameterGroup,
} from '../../core/model/cloudDetail';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';

/** How far back events are told, in hours: as far as AWS keeps them. */
const EVENT_HOURS = 336;

/** What is asked for only when somebody opens its row. */
export interface DetailValues {
  readonly snapshots: readonly CloudSnapshot[];
  readonly events: readonly CloudEvent[];
  readonly parameters: ParameterGroup;
  readonly globals: readonly GlobalDatastore[];
}

export type DetailKind = keyof DetailValues;

/** One such thing, as far as it is known. */
export type Detail<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly value: Value };

/** What it is of. */
export interface DetailPlace {
  readonly scope: AwsScope;
  /** Absent where it is of the whole region. */
  readonly cache?: CloudCache;
  readonly parameterGroup?: string;
}

/** The word by which a row asks for what is beneath it. */
export function wantedDetail(kind: DetailKind, subject: string): string {
  return `${kind} ${subject}`;
}

/** The details of caches and regions, each asked for once and kept until forgotten. */
export class CloudDetails {
  private readonly known = new Map<string, Detail<DetailValues[DetailKind]>>();
  private reading = new AbortController();

  /**
   * @param place where a subject is; undefined when it is gone
   * @param changed called when there is more to show
   * @param tell puts a failure into the log
   */
  constructor(
    private readonly catalog: Catalog,
    private readonly place: (subject: string) => DetailPlace | undefined,
    private readonly changed: () => void,
    private readonly tell: (failure: Failure) => void,
  ) {}

  of<Kind extends DetailKind>(kind: Kind, subject: string): Detail<DetailValues[Kind]> | undefined {
    return this.known.get(wantedDetail(kind, subject)) as Detail<DetailValues[Kind]> | undefined;
  }

  /** Asks for what a row wants, unless that was done or is being done. Never throws. */
  async ensure(wanted: string): Promise<void> {
    const at = wanted.indexOf(' ');
    const found = this.place(wanted.slice(at + 1));
    const work = ASK[wanted.slice(0, at) as DetailKind];
    if (found === undefined || (work as unknown) === undefined || this.known.has(wanted)) return;
    this.known.set(wanted, { kind: 'loading' });
    this.changed();
    const { signal } = this.reading;
    const detail = await work(this.catalog, found, signal).then(
      (value): Detail<DetailValues[DetailKind]> => ({ kind: 'ready', value }),
      (error: unknown): Detail<DetailValues[DetailKind]> => ({
        kind: 'failed',
        failure: toFailure(error, t('Could not ask AWS')),
      }),
    );
    // Forgotten meanwhile: stale.
    if (signal.aborted) return;
    if (detail.kind === 'failed') this.tell(detail.failure);
    this.known.set(wanted, detail);
    this.changed();
  }

  /** Ends what is under way. It is asked for again only when the user says so: its row is still open. */
  cancel(): void {
    this.reading.abort();
    this.reading = new AbortController();
    for (const [wanted, { kind }] of this.known) {
      if (kind === 'loading') this.known.set(wanted, { kind: 'cancelled' });
    }
  }

  /** Asks again for what a row wants. Never throws. */
  async retry(wanted: string): Promise<void> {
    if (this.known.get(wanted)?.kind === 'loading') return;
    this.known.delete(wanted);
    await this.ensure(wanted);
  }

  /** Forgets all of it, and ends what is under way. */
  forget(): void {
    this.reading.abort();
    this.reading = new AbortController();
    this.known.clear();
  }
}

type Ask<Kind extends DetailKind> = (
  catalog: Catalog,
  place: DetailPlace,
  signal: AbortSignal,
) => Promise<DetailValues[Kind]>;

const ASK: { readonly [Kind in DetailKind]: Ask<Kind> } = {
  snapshots: async (catalog, { scope, cache }, signal) =>
    cache === undefined ? [] : await all(catalog.snapshots(scope, cache, signal)),
  events: async (catalog, { scope, cache }, signal) =>
    await all(catalog.events(scope, EVENT_HOURS, cache ?? null, signal)),
  parameters: async (catalog, { scope, parameterGroup: name }, signal) =>
    name === undefined
      ? { name: '', family: null, changed: [] }
      : await catalog.parameterGroup(scope, name, signal),
  globals: async (catalog, { scope }, signal) => await all(catalog.globalDatastores(scope, signal)),
};

async function all<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
