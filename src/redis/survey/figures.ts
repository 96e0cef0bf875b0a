import type { MemoryFacts, PersistenceFacts } from '../../core/model/serverFacts';
import { figureOf } from './replies';

type Fields = ReadonlyMap<string, string>;

/** A save within the first second of a server is not told from none. */
const START_S = 1;

/**
 * See PersistenceFacts; null where INFO tells nothing of it.
 * @param now the server's clock in seconds since the epoch
 */
export function persistenceOf(fields: Fields, now: number | null): PersistenceFacts | null {
  const status = fields.get('rdb_last_bgsave_status');
  if (status === undefined) return null;
  return {
    secondsSinceSave: secondsSinceSave(fields, now),
    changesSinceSave: figureOf(fields, 'rdb_changes_since_last_save') ?? 0,
    lastSaveOk: status === 'ok',
    appendOnly: fields.get('aof_enabled') === '1',
  };
}

/** A server that never saved gives the time of its start as that of its last save. */
function secondsSinceSave(fields: Fields, now: number | null): number | null {
  const savedAt = figureOf(fields, 'rdb_last_save_time');
  const uptime = figureOf(fields, 'uptime_in_seconds');
  if (now === null || savedAt === null || uptime === null) return null;
  const saves = figureOf(fields, 'rdb_saves');
  const saved = saves === null ? savedAt - (now - uptime) > START_S : saves > 0;
  return saved ? Math.max(0, Math.round(now - savedAt)) : null;
}

/** See MemoryFacts; null where INFO tells nothing of it. */
export function memoryOf(fields: Fields): MemoryFacts | null {
  const used = figureOf(fields, 'used_memory');
  if (used === null) return null;
  const dataset = figureOf(fields, 'used_memory_dataset');
  const system = figureOf(fields, 'total_system_memory');
  return {
    used,
    peak: figureOf(fields, 'used_memory_peak') ?? used,
    resident: figureOf(fields, 'used_memory_rss') ?? used,
    // An empty Redis 8.6 was seen to count less than nothing, as 2 to the 64th.
    dataset: dataset === null || dataset > used ? null : dataset,
    system: system === 0 ? null : system,
    fragmentation: figureOf(fields, 'mem_fragmentation_ratio'),
  };
}
