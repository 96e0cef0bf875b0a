import type { Evidence } from '../rule';

/** ElastiCache keeps a quarter of a node for itself by default. */
const RESERVED = 0.25;

/** Bytes that the target has for data beyond what it holds; null without a limit. */
export function freeBytes({ target, places }: Evidence): number | null {
  if (target.maxMemory === 0) return null;
  const usable = places.target.kind === 'elasticache' ? target.maxMemory * (1 - RESERVED) : target.maxMemory;
  return Math.max(0, usable - target.usedMemory);
}
