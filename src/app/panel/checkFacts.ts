import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import { isKnownServer } from '../../core/model/partialProfile';
import type { PartialProfile } from '../../core/model/partialProfile';
import type { ServerFacts } from '../../core/model/serverFacts';
import { formatBytes } from '../../core/report/format';
import { productName } from '../../core/rules/rule';
import { counted } from '../desk/format';

const NOT_TOLD = 'not told by the server';

/** What is known of an end, by label: the same labels for every endpoint, so that two can stand side by side. */
export function checkFacts(
  profile: PartialProfile,
  endpoint: Endpoint,
  facts: ServerFacts | null,
): ReadonlyMap<string, string> {
  return new Map([
    ['Address', formatAddress(endpoint.address)],
    ['Encryption', endpoint.address.tls ? 'TLS' : 'none'],
    ['Server', isKnownServer(profile) ? productName(profile) : (profile.product ?? NOT_TOLD)],
    ['RDB version', profile.rdbVersion === null ? NOT_TOLD : String(profile.rdbVersion)],
    ['Mode', profile.role === null ? profile.mode : `${profile.mode}, ${profile.role}`],
    ['Keys', told(profile.keys, (keys) => counted(keys, 'key'))],
    ['Databases', databasesText(profile)],
    ['Expiring keys', told(expiringKeys(profile), (keys) => counted(keys, 'key'))],
    ['Field TTLs', fieldTtlText(profile)],
    ['Functions', told(profile.functionLibraries, (all) => counted(all, 'library', 'libraries'))],
    ['Memory', memoryText(profile)],
    ['When full', profile.maxMemoryPolicy ?? NOT_TOLD],
    ['Modules', modulesText(profile, facts)],
  ]);
}

function told(figure: number | null, words: (figure: number) => string): string {
  return figure === null ? NOT_TOLD : words(figure);
}

function databasesText({ databases, databaseLimit, keys }: PartialProfile): string {
  if (keys === null && databases.length === 0) return NOT_TOLD;
  const used =
    databases.length === 0
      ? 'none with data'
      : databases.length <= 8
        ? `data in ${databases.map(({ index }) => String(index)).join(', ')}`
        : `${String(databases.length)} with data`;
  return databaseLimit === null ? used : `${used}; ${String(databaseLimit)} in all`;
}

function fieldTtlText({ databases, keys }: PartialProfile): string {
  if (databases.some(({ hashesWithFieldTtl }) => hashesWithFieldTtl !== null)) {
    return counted(
      databases.reduce((total, { hashesWithFieldTtl }) => total + (hashesWithFieldTtl ?? 0), 0),
      'hash',
      'hashes',
    );
  }
  if (keys === null) return NOT_TOLD;
  return databases.length === 0 ? 'none' : 'not counted by this version';
}

function modulesText({ modules }: PartialProfile, facts: ServerFacts | null): string {
  if (modules.length > 0) return modules.join(', ');
  return facts !== null && facts.modules === null ? NOT_TOLD : 'none';
}

function memoryText({ usedMemory, maxMemory }: PartialProfile): string {
  if (usedMemory === null) return NOT_TOLD;
  if (maxMemory === null) return formatBytes(usedMemory);
  return maxMemory === 0
    ? `${formatBytes(usedMemory)}, no limit`
    : `${formatBytes(usedMemory)} of ${formatBytes(maxMemory)}`;
}

/** null where it is not told of one of them, or not which there are. */
function expiringKeys({ databases, keys }: PartialProfile): number | null {
  if (keys === null) return null;
  return databases.reduce<number | null>(
    (total, { expiring }) => (total === null || expiring === null ? null : total + expiring),
    0,
  );
}
