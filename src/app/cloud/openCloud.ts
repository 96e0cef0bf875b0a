import type { Catalog } from '../../core/catalog';
import type { Log } from '../../core/ports';
import type { Memory } from '../desk/memory';
import type { Node } from '../tree/node';
import { Cloud } from './cloud';
import { cloudNodes } from './cloudNodes';

/** What the ElastiCache view shows, and the rows of it. */
export interface OpenedCloud {
  readonly cloud: Cloud;
  readonly rows: () => Node[];
}

/** Opens what the ElastiCache view stands on. It is a bundle of its own, loaded when the view is first looked at. Asks nothing yet. */
export function openCloud(catalog: Catalog, memory: Memory, log: Log): OpenedCloud {
  const cloud = new Cloud(catalog, memory, log);
  return { cloud, rows: () => cloudNodes(cloud) };
}
