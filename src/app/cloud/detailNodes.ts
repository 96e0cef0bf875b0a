import type { ChangedParameter, CloudEvent, CloudSnapshot } from '../../core/model/cloudDetail';
import { counted } from '../../core/report/counted';
import { markdownTable } from '../desk/markdownTable';
import type { Node } from '../tree/node';
import { wantedDetail } from './cloudDetails';
import type { CloudDetails, Detail, DetailKind } from './cloudDetails';
import { busyNode, cancelledNode, cloudLeaf, problemNode } from './cloudLeaf';
import { t } from '../../core/model/t';

const NAMES: Readonly<Record<DetailKind, string>> = {
  parameters: t('parameter group'),
  snapshots: t('snapshots'),
  events: t('events'),
  globals: t('global datastores'),
};

/** What is known of a cache's details. */
export type ShownDetails = Pick<CloudDetails, 'of'>;

/** The parameter group, snapshots and events of a cache: each is asked for when someone opens its row. */
export function detailNodes(
  parent: string,
  subject: string,
  parameterGroup: string | null,
  details: ShownDetails,
): Node[] {
  const snapshots = details.of('snapshots', subject);
  const events = details.of('events', subject);
  return [
    ...(parameterGroup === null ? [] : [parametersNode(parent, subject, parameterGroup, details)]),
    {
      ...wantedNode(parent, 'snapshots', subject, 'archive', snapshots, (found) =>
        found.map((one, index) => snapshotNode(`${parent}/snapshots/${String(index)}`, one)),
      ),
      ...(snapshots?.kind === 'ready' ? { description: String(snapshots.value.length) } : {}),
    },
    {
      ...wantedNode(parent, 'events', subject, 'history', events, (found) =>
        found.map((one, index) => eventNode(`${parent}/events/${String(index)}`, one)),
      ),
      ...(events?.kind === 'ready' ? { description: String(events.value.length) } : {}),
    },
  ];
}

/** A row whose children are asked for when it is opened. */
export function wantedNode<Value>(
  parent: string,
  kind: DetailKind,
  subject: string,
  icon: string,
  detail: Detail<Value> | undefined,
  rows: (value: Value) => readonly Node[],
): Node {
  const id = `${parent}/${kind}`;
  return {
    ...cloudLeaf(id, NAMES[kind], icon),
    context: `cloud.${kind}`,
    subject,
    ...(detail === undefined ? { wanted: wantedDetail(kind, subject) } : {}),
    children:
      detail === undefined
        ? []
        : detail.kind === 'loading'
          ? [busyNode(id)]
          : detail.kind === 'cancelled'
            ? [cancelledNode(id, wantedDetail(kind, subject))]
            : detail.kind === 'failed'
              ? [problemNode(`${id}/problem`, detail.failure, wantedDetail(kind, subject))]
              : rows(detail.value),
  };
}

function parametersNode(parent: string, subject: string, name: string, details: ShownDetails): Node {
  const detail = details.of('parameters', subject);
  const row = wantedNode(parent, 'parameters', subject, 'settings', detail, ({ changed }) =>
    changed.length === 0
      ? [cloudLeaf(`${parent}/parameters/none`, t('Every value is as in its family'), 'pass')]
      : changed.map((one) => parameterNode(`${parent}/parameters/${one.name}`, one)),
  );
  const { family = null, changed = [] } = detail?.kind === 'ready' ? detail.value : {};
  return {
    ...row,
    description: [
      name,
      ...(family === null ? [] : [family]),
      ...(changed.length === 0 ? [] : [t('{0} changed', counted(changed.length, 'value'))]),
    ].join(' · '),
  };
}

function parameterNode(id: string, { name, value, usual, needsReboot }: ChangedParameter): Node {
  return {
    ...cloudLeaf(id, name, 'symbol-property'),
    description: [value, ...(usual === null ? [] : [t('usually {0}', usual)])].join(' · '),
    tooltip: markdownTable(name, [
      [t('Value'), value],
      [t('In its family'), usual ?? t('not told')],
      [t('Takes effect'), needsReboot ? t('after a reboot') : t('at once')],
    ]),
    context: 'cloud.parameter',
  };
}

function snapshotNode(id: string, { name, source, status, takenAt, sizes }: CloudSnapshot): Node {
  return {
    ...cloudLeaf(id, name, 'archive'),
    description: [source, status, dayOf(takenAt), ...sizes].filter(Boolean).join(' · '),
  };
}

function eventNode(id: string, { message, at }: CloudEvent): Node {
  return { ...cloudLeaf(id, message, 'circle-small'), description: dayOf(at) };
}

/** `2026-11-21 10:04`, of the universal time. */
function dayOf(at: number | null): string {
  return at === null ? '' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
