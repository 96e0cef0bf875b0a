import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import type { Profile } from '../../core/model/profile';
import { formatBytes } from '../../core/report/format';
import { productName } from '../../core/rules/rule';
import { counted } from '../desk/format';

const NOT_TOLD = 'not told by the server';

/** What a profile says, by label: the same labels for every endpoint, so that two can stand side by side. */
export function checkFacts(profile: Profile, endpoint: Endpoint): ReadonlyMap<string, string> {
  return new Map([
    ['Address', formatAddress(endpoint.address)],
    ['Encryption', endpoint.address.tls ? 'TLS' : 'none'],
    ['Server', productName(profile)],
    ['RDB version', profile.rdbVersion === null ? NOT_TOLD : String(profile.rdbVersion)],
    ['Mode', `${profile.mode}, ${profile.role}`],
    ['Keys', counted(profile.keys, 'key')],
    ['Databases', databasesText(profile)],
    ['Expiring keys', counted(expiringKeys(profile), 'key')],
    ['Field TTLs', fieldTtlText(profile)],
    ['Functions', counted(profile.functionLibraries, 'library', 'libraries')],
    ['Memory', memoryText(profile)],
    ['When full', profile.maxMemoryPolicy ?? NOT_TOLD],
    ['Modules', profile.modules.length === 0 ? 'none' : profile.modules.join(', ')],
  ]);
}

function databasesText({ databases, databaseLimit }: Profile): string {
  const used =
    databases.length === 0
      ? 'none with data'
      : databases.length <= 8
        ? `data in ${databases.map(({ index }) => String(index)).join(', ')}`
        : `${String(databases.length)} with data`;
  return databaseLimit === null ? used : `${used}; ${String(databaseLimit)} in all`;
}

function fieldTtlText({ databases }: Profile): string {
  if (databases.some(({ hashesWithFieldTtl }) => hashesWithFieldTtl !== null)) {
    return counted(
      databases.reduce((total, { hashesWithFieldTtl }) => total + (hashesWithFieldTtl ?? 0), 0),
      'hash',
      'hashes',
    );
  }
  return databases.length === 0 ? 'none' : 'not counted by this version';
}

function memoryText({ usedMemory, maxMemory }: Profile): string {
  return maxMemory === 0
    ? `${formatBytes(usedMemory)}, no limit`
    : `${formatBytes(usedMemory)} of ${formatBytes(maxMemory)}`;
}

function expiringKeys({ databases }: Profile): number {
  return databases.reduce((total, { expiring }) => total + expiring, 0);
}
