import type { NodeFit, NodeType } from '../model/plan';

const GIB = 2 ** 30;

/**
 * Current node types, smallest first within each family. Sizes: the table of node-specific parameters of the ElastiCache
 * user guide (2023); those of m7g and r7g are taken to be those of m6g and r6g.
 */
export const NODE_TYPES: readonly NodeType[] = [
  { name: 'cache.t4g.micro', bytes: 536_870_912 },
  { name: 'cache.t4g.small', bytes: 1_471_026_299 },
  { name: 'cache.t4g.medium', bytes: 3_317_862_236 },
  ...sizes('cache.m7g', [
    ['large', 6.38],
    ['xlarge', 12.94],
    ['2xlarge', 26.05],
    ['4xlarge', 52.26],
    ['8xlarge', 103.68],
    ['12xlarge', 157.13],
    ['16xlarge', 209.55],
  ]),
  ...sizes('cache.r7g', [
    ['large', 13.07],
    ['xlarge', 26.32],
    ['2xlarge', 52.82],
    ['4xlarge', 105.81],
    ['8xlarge', 209.55],
    ['12xlarge', 317.77],
    ['16xlarge', 419.09],
  ]),
];

/** `reserved-memory-percent`: what ElastiCache keeps for backups and failovers by default. */
export const RESERVED_SHARE = 0.25;

/**
 * The smallest node type of each family that holds the data, smallest first; empty when none does with so many shards.
 * @param bytes what the data takes at its peak
 * @param shards how many nodes share it, evenly; at least 1
 */
export function smallestNodes(bytes: number, shards = 1): NodeFit[] {
  const families = new Map<string, NodeFit>();
  for (const { name, bytes: whole } of NODE_TYPES) {
    const family = name.split('.')[1] ?? name;
    const usable = whole * (1 - RESERVED_SHARE) * shards;
    if (usable < bytes || families.has(family)) continue;
    families.set(family, { name, bytes: whole, shards, usable, headroom: 1 - bytes / usable });
  }
  return [...families.values()].sort((a, b) => a.bytes - b.bytes);
}

function sizes(family: string, all: readonly (readonly [string, number])[]): NodeType[] {
  return all.map(([size, gib]) => ({ name: `${family}.${size}`, bytes: gib * GIB }));
}
