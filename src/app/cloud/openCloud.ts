import type { Catalog } from '../../core/catalog';
import type { Endpoint } from '../../core/model/endpoint';
import type { Log } from '../../core/ports';
import type { Memory } from '../desk/memory';
import type { Node } from '../tree/node';
import { readAlarms } from './cacheAlarms';
import type { AlarmsSeen } from './cacheAlarms';
import { Cloud } from './cloud';
import { cloudNodes } from './cloudNodes';
import { completeTooltip } from './completeTooltip';

/** What the ElastiCache view shows, and the rows of it. */
export interface OpenedCloud {
  readonly cloud: Cloud;
  readonly rows: () => Node[];
  /** What is added to a tooltip when somebody looks at it, as Markdown. @throws the signal's reason only */
  readonly complete: (more: string, signal: AbortSignal) => Promise<string>;
  /** The alarms of an end. Never throws. */
  readonly alarmsOf: (end: Endpoint, signal: AbortSignal) => Promise<AlarmsSeen>;
}

/** Opens what the ElastiCache view stands on. It is a bundle of its own, loaded when the view is first looked at. Asks nothing yet. */
export function openCloud(catalog: Catalog, memory: Memory, log: Log): OpenedCloud {
  const cloud = new Cloud(catalog, memory, log);
  return {
    cloud,
    rows: () => cloudNodes(cloud),
    alarmsOf: (end, signal) => readAlarms({ catalog, cloud, log }, end, signal),
    complete: (more, signal) => completeTooltip(cloud, more, signal),
  };
}
