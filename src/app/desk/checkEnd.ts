import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import { t } from '../../core/model/t';

const FILE = 'rdb:';
const PLANNED = 'planned:';

/** The id under which an RDB file is an end of a check. */
export function idOfFile(path: string): string {
  return `${FILE}${path}`;
}

/** The id under which a cache that is yet to be created is one. @param words as `readPlannedCache` reads them */
export function idOfPlanned(words: string): string {
  return `${PLANNED}${words}`;
}

/** The path of the file; null for any other end. */
export function fileOf(id: string): string | null {
  return id.startsWith(FILE) ? id.slice(FILE.length) : null;
}

/** The words of the cache that is yet to be created; null for any other end. */
export function plannedOf(id: string): string | null {
  return id.startsWith(PLANNED) ? id.slice(PLANNED.length) : null;
}

/** Whether an end is a cache that is yet to be created. */
export function isPlanned(end: Endpoint | undefined): boolean {
  return end !== undefined && plannedOf(end.id) !== null;
}

/** An end of a check that is none of the endpoints, in their shape. Nobody dials its address. */
export function strangeEnd(id: string): Endpoint | undefined {
  const path = fileOf(id);
  const planned = plannedOf(id);
  const address = { host: '', port: 0, tls: false };
  if (path !== null) return { id, name: path.split(/[\\/]/).at(-1) ?? path, address };
  return planned === null ? undefined : { id, name: t('a new cache'), address };
}

/** Where an end is: an address, a path, or what is planned. */
export function endText({ id, address }: Endpoint): string {
  return fileOf(id) ?? plannedOf(id) ?? formatAddress(address);
}
