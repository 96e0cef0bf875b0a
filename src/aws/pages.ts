import type { AwsScope } from '../core/model/awsScope';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';
import { abortable } from './abortable';
import { translate } from './translate';

/** One kind of request that answers in pages. */
export interface Paged<Page, Item> {
  /** `elasticache:DescribeEvents`: the permission that it needs. */
  readonly action: string;
  /** What could not be done when it fails. */
  readonly what: string;
  readonly scope: AwsScope;
  readonly ask: (marker: string | undefined, signal: AbortSignal) => Promise<Page>;
  /** Undefined where the answer has no such list: then it is not AWS that answered. */
  readonly items: (page: Page) => readonly Item[] | undefined;
  readonly marker: (page: Page) => string | undefined;
}

/**
 * Every page of a listing, each asked for when the one before was taken.
 * @throws Failure `aws.*`; the signal's reason, also while a request waits for its next try
 */
export async function* pages<Page, Item>(
  { action, what, scope, ask, items, marker }: Paged<Page, Item>,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await abortable(ask(next, signal), signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw translate(error, what, { scope, action });
    });
    const found = items(page);
    // A captive portal's page comes with status 200, which the SDK takes for an answer without members.
    if (found === undefined) throw notAws(what);
    yield found;
    next = marker(page) ?? undefined;
    if (next === '') next = undefined;
    if (next !== undefined && seen.has(next)) throw notAws(what);
    if (next !== undefined) seen.add(next);
  } while (next !== undefined);
}

function notAws(what: string): Failure {
  return new Failure('aws.notAws', {
    what,
    why: t('something else answered in its place, such as the sign-in page of a network or a proxy'),
    next: t('Open a web page to see whether the network wants you to sign in, then refresh.'),
  });
}
