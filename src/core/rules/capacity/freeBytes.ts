import type { Evidence } from '../rule';

/** ElastiCache keeps a quarter of a node for itself by default. */
const RESERVED = 0.25;

/** Bytes that the target has for data beyond what it holds; null without a limit, or where it is not told. */
export function freeBytes({ target, places }: Evidence): number | null {
  const { maxMemory, usedMemory } = target;
  if (maxMemory === null || maxMemory === 0 || usedMemory === null) return null;
  const usable = places.target.kind === 'elasticache' ? maxMemory * (1 - RESERVED) : maxMemory;
  return Math.max(0, usable - usedMemory);
}
