import { counted } from '../../core/report/counted';
import { markdownTable } from '../desk/markdownTable';
import { t } from '../../core/model/t';
import { COMMANDS } from '../ids';
import type { Node } from '../tree/node';
import { cacheNode } from './cacheNode';
import type { Cloud, CloudRegion } from './cloud';
import { busyNode, cancelledNode, cloudLeaf as leaf, problemNode, problemNodes } from './cloudLeaf';
import { WHO_ASKS } from './completeTooltip';
import { globalNodes } from './globalNodes';

/** What the ElastiCache view is made of. */
export type ShownCloud = Pick<Cloud, 'choice' | 'regions' | 'failure' | 'loading' | 'cancelled' | 'details'>;

/** The rows of the ElastiCache view: whose account and where, then the caches; by regions where there are several. */
export function cloudNodes(cloud: ShownCloud): Node[] {
  const { choice, regions, failure } = cloud;
  const several = regions.length > 1;
  return [
    ...(choice === null ? [] : [scopeNode(cloud)]),
    ...(failure === null ? [] : [problemNode('cloud', failure)]),
    ...(failure === null && regions.length === 0 && cloud.loading ? [busyNode('cloud')] : []),
    ...(cloud.cancelled ? [cancelledNode('cloud', '')] : []),
    ...regions.flatMap((region) => {
      const rows = regionRows(region, cloud);
      return several ? [regionNode(region, rows)] : rows;
    }),
  ];
}

/** The quiet first line. Nobody shall take an emulator for AWS, nor AWS for an emulator. */
function scopeNode({ choice, regions }: ShownCloud): Node {
  const elsewhere = [
    ...new Set(regions.flatMap(({ endpoint }) => (endpoint?.setBy == null ? [] : [endpoint.url]))),
  ];
  const done = regions.filter(({ loading }) => !loading).length;
  const told =
    regions.length > 1 && done < regions.length ? [t('{0} of {1} regions told', done, regions.length)] : [];
  const own = choice?.regionsChosen === true ? [t('chosen by you')] : [];
  return {
    ...leaf('cloud/scope', choice?.profile ?? t('AWS environment'), 'account'),
    description: [...(choice?.regions ?? []), ...own, ...told, ...elsewhere].join(' · '),
    tooltip: markdownTable(t('Whose caches are shown'), [
      [t('Profile'), choice?.profile ?? t('what the environment says')],
      [t('Regions'), (choice?.regions ?? []).join(', ')],
      ...regions.flatMap(({ scope, endpoint }) =>
        endpoint === undefined
          ? []
          : [
              [
                t('Asked for {0}', scope.region),
                `${endpoint.url}${endpoint.setBy === null ? '' : t(', as {0} says', endpoint.setBy)}`,
              ] as const,
            ],
      ),
    ]),
    more: WHO_ASKS,
    context: 'cloud.scope',
    command: COMMANDS.selectProfile,
  };
}

function regionNode(region: CloudRegion, rows: readonly Node[]): Node {
  const { scope, caches, failures, loading, cancelled } = region;
  const unlisted = (failures.length > 0 || cancelled) && caches.length === 0;
  return {
    ...leaf(`cloud/${scope.region}`, scope.region, loading ? 'loading~spin' : 'globe'),
    description: [
      loading && caches.length === 0
        ? t('asking…')
        : unlisted
          ? t('not listed')
          : counted(caches.length, 'cache'),
      ...(loading && caches.length > 0 ? [t('asking…')] : []),
      ...(failures.length > 0 && !unlisted ? [t('not all listed')] : []),
      ...(cancelled ? [t('cancelled')] : []),
    ].join(' · '),
    context: loading ? 'cloud.loading' : 'cloud.region',
    subject: scope.region,
    expanded: true,
    children: rows,
  };
}

function regionRows(region: CloudRegion, cloud: ShownCloud): Node[] {
  const { scope, caches, failures, loading, cancelled } = region;
  const id = `cloud/${scope.region}`;
  return [
    ...problemNodes(`${id}/problem`, failures, scope.region),
    ...caches.map((cache) => cacheNode(region, cache, cloud.details)),
    ...globalNodes(region, cloud.details),
    ...(loading ? [busyNode(id)] : []),
    ...(cancelled ? [cancelledNode(id, scope.region)] : []),
    ...(!loading && !cancelled && caches.length === 0 && failures.length === 0
      ? [
          {
            ...leaf(`${id}/none`, t('No caches in {0}', scope.region), 'circle-slash'),
            context: 'cloud.none',
          },
        ]
      : []),
  ];
}
