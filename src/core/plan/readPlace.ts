import type { Deployment, DeploymentKind } from '../model/deployment';
import { Failure } from '../model/failure';
import { PLACE_SWITCHES } from './placeSwitches';

/** What a user says of where an end runs. */
export type ToldPlace = Partial<Deployment> & { readonly kind: DeploymentKind };

const KINDS = ['self-managed', 'elasticache', 'serverless'] as const;
const SWITCHES: Readonly<Record<string, keyof Deployment>> = {
  ...PLACE_SWITCHES,
  'data-tiering': 'dataTiering',
  'global-datastore': 'globalDatastore',
};

/**
 * Reads `self-managed`, `serverless` or `elasticache`, and after commas what nobody but the user can tell of a cache:
 * `same-vpc`, `multi-az`, `at-rest`, `tls`, `auth`, `data-tiering`, `global-datastore`, each also with `no-` before it.
 * @throws Failure `usage`
 */
export function readPlace(text: string): ToldPlace {
  const [first = '', ...words] = text.split(',').map((word) => word.trim());
  const kind = KINDS.find((one) => one === first);
  if (kind === undefined) throw unreadable(`it does not begin with one of ${KINDS.join(', ')}`);
  if (kind === 'self-managed' && words.length > 0)
    throw unreadable('of a server of your own there is nothing more to say');
  const told = new Map<string, boolean>();
  for (const word of words) {
    const name = word.replace(/^no-/, '');
    const field = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    if (field === undefined)
      throw unreadable(
        `after the kind it takes ${Object.keys(SWITCHES).join(', ')}, each also with no- before it`,
      );
    if (told.has(field)) throw unreadable(`it says "${name}" twice`);
    told.set(field, name === word);
  }
  return { kind, ...Object.fromEntries(told) };
}

function unreadable(why: string): Failure {
  return new Failure('usage', {
    what: 'Could not read where an end runs',
    why,
    next: 'Write it as elasticache, serverless, self-managed, or elasticache,same-vpc,multi-az.',
  });
}
