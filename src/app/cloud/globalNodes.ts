import type { ReplicationGroup } from '../../core/model/cloudCache';
import type { GlobalDatastore } from '../../core/model/cloudDetail';
import { markdownTable } from '../desk/markdownTable';
import type { Node } from '../tree/node';
import type { CloudRegion } from './cloud';
import { cloudLeaf } from './cloudLeaf';
import { wantedNode } from './detailNodes';
import type { ShownDetails } from './detailNodes';
import { t } from '../../core/model/t';

const ROLES = { primary: t('primary'), secondary: t('secondary'), member: t('member') };

/** The global datastores of a region that some cache of it belongs to; nothing where none does, and nobody is asked. */
export function globalNodes({ scope, caches }: CloudRegion, details: ShownDetails): Node[] {
  const roles = new Map(
    caches
      .filter((cache): cache is ReplicationGroup => cache.kind === 'replication group')
      .flatMap(({ global }) => (global === null ? [] : [[global.id, ROLES[roleOf(global.role)]] as const])),
  );
  if (roles.size === 0) return [];
  const { region } = scope;
  const parent = `cloud/${region}`;
  const detail = details.of('globals', region);
  return [
    {
      ...wantedNode(parent, 'globals', region, 'globe', detail, (found) =>
        found
          .filter(({ id }) => roles.has(id))
          .map((one) => globalNode(`${parent}/globals/${one.id}`, region, one)),
      ),
      description: [...roles].map(([id, role]) => t('{0} ({1} here)', id, role)).join(' · '),
    },
  ];
}

function globalNode(
  id: string,
  here: string,
  { id: label, status, engine, version, members }: GlobalDatastore,
): Node {
  const primary = members.find(({ role }) => roleOf(role) === 'primary');
  const secondary = members.filter(({ role }) => roleOf(role) === 'secondary');
  const well = status === 'available' || status === 'primary-only';
  return {
    ...cloudLeaf(id, label, 'globe'),
    ...(well ? {} : { colour: 'problemsWarningIcon.foreground' }),
    description: [
      [engine, version].filter((part) => part !== null).join(' '),
      ...(primary === undefined ? [] : [t('primary in {0}', primary.region)]),
      status,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    tooltip: markdownTable(label, [
      [t('Status'), status],
      [t('Engine'), [engine ?? t('not told'), version].filter((part) => part !== null).join(' ')],
      [t('Primary region'), primary?.region ?? t('not told')],
      [t('Secondary regions'), secondary.map(({ region }) => region).join(', ') || t('none')],
    ]),
    context: 'cloud.global',
    expanded: true,
    children: members.map(({ group, region, role, status: link }) => ({
      ...cloudLeaf(
        `${id}/${region}/${group}`,
        group,
        roleOf(role) === 'primary' ? 'circle-filled' : 'circle-outline',
      ),
      description: [ROLES[roleOf(role)], region, ...(region === here ? [t('here')] : []), link]
        .filter((part) => part !== null)
        .join(' · '),
      context: 'cloud.globalMember',
    })),
  };
}

/** AWS writes it in capitals in one place and small in another. */
function roleOf(role: string | null): keyof typeof ROLES {
  const small = role?.toLowerCase();
  return small === 'primary' || small === 'secondary' ? small : 'member';
}
