import type { NodeFit, NodeType } from '../model/plan';

const GIB = 2 ** 30;

/** Bytes of each size. Source: the table of node-specific parameters of the ElastiCache user guide (2023). */
const BURSTABLE = [
  ['micro', 536_870_912],
  ['small', 1_471_026_299],
  ['medium', 3_317_862_236],
] as const;
const GENERAL = inGib([
  ['large', 6.38],
  ['xlarge', 12.94],
  ['2xlarge', 26.05],
  ['4xlarge', 52.26],
  ['8xlarge', 103.68],
  ['12xlarge', 157.13],
  ['16xlarge', 209.55],
]);
const MEMORY = inGib([
  ['large', 13.07],
  ['xlarge', 26.32],
  ['2xlarge', 52.82],
  ['4xlarge', 105.81],
  ['8xlarge', 209.55],
  ['12xlarge', 317.77],
  ['16xlarge', 419.09],
]);

/** Current node types, smallest first within each family; m7g and r7g are taken to be as m6g and r6g. */
export const NODE_TYPES: readonly NodeType[] = [
  ...family('t4g', BURSTABLE),
  ...family('m7g', GENERAL),
  ...family('r7g', MEMORY),
];

/** Those that are there still, but that nobody is advised to choose. `d`: with data tiering, by their memory alone. */
const OTHER_TYPES: readonly NodeType[] = [
  ...family('t3', BURSTABLE),
  ...family('m5', GENERAL.slice(0, 4)),
  ...family('m6g', GENERAL),
  ...family('r5', MEMORY.slice(0, 4)),
  ...family('r6g', MEMORY),
  ...family('r6gd', MEMORY.slice(1)),
];

/** `reserved-memory-percent`: what ElastiCache keeps for backups and failovers by default. */
export const RESERVED_SHARE = 0.25;

/** A node type by its name; null when its memory is not known. */
export function nodeTypeNamed(wanted: string): NodeType | null {
  return [...NODE_TYPES, ...OTHER_TYPES].find(({ name }) => name === wanted) ?? null;
}

/** Names of families whose memory is known: `t4g` … */
export function nodeFamilies(): string[] {
  return [...new Set([...NODE_TYPES, ...OTHER_TYPES].map(familyOf))];
}

/** Sizes of a family, smallest first: `large` …; empty when none is known. */
export function sizesOf(family: string): string[] {
  return [...NODE_TYPES, ...OTHER_TYPES]
    .filter((type) => familyOf(type) === family)
    .map(({ name }) => name.split('.')[2] ?? name);
}

/**
 * The smallest node type of each family that holds the data, smallest first; empty when none does with so many shards.
 * @param bytes what the data takes at its peak
 * @param shards how many nodes share it, evenly; at least 1
 */
export function smallestNodes(bytes: number, shards = 1): NodeFit[] {
  const families = new Map<string, NodeFit>();
  for (const type of NODE_TYPES) {
    const { name, bytes: whole } = type;
    const of = familyOf(type);
    const usable = whole * (1 - RESERVED_SHARE) * shards;
    if (usable < bytes || families.has(of)) continue;
    families.set(of, { name, bytes: whole, shards, usable, headroom: 1 - bytes / usable });
  }
  return [...families.values()].sort((a, b) => a.bytes - b.bytes);
}

function familyOf({ name }: NodeType): string {
  return name.split('.')[1] ?? name;
}

function family(name: string, sizes: readonly (readonly [string, number])[]): NodeType[] {
  return sizes.map(([size, bytes]) => ({ name: `cache.${name}.${size}`, bytes }));
}

function inGib(sizes: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  return sizes.map(([size, gib]) => [size, gib * GIB]);
}
