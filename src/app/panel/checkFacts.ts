import type { Endpoint } from '../../core/model/endpoint';
import { isKnownServer } from '../../core/model/partialProfile';
import type { PartialProfile } from '../../core/model/partialProfile';
import type { ServerFacts } from '../../core/model/serverFacts';
import { formatBytes } from '../../core/report/format';
import { productName } from '../../core/rules/rule';
import { endText } from '../desk/checkEnd';
import { counted } from '../../core/report/counted';
import { modeName } from '../../core/report/modeName';
import { roleName } from '../../core/report/roleName';
import { t } from '../../core/model/t';

const NOT_TOLD = t('not told by the server');

/** What is known of an end, by label: the same labels for every endpoint, so that two can stand side by side. */
export function checkFacts(
  profile: PartialProfile,
  endpoint: Endpoint,
  facts: ServerFacts | null,
): ReadonlyMap<string, string> {
  return new Map([
    [t('Address'), endText(endpoint)],
    [t('Encryption'), endpoint.address.tls ? 'TLS' : t('none')],
    [t('Server'), isKnownServer(profile) ? productName(profile) : (profile.product ?? NOT_TOLD)],
    [t('RDB version'), profile.rdbVersion === null ? NOT_TOLD : String(profile.rdbVersion)],
    [
      t('Mode'),
      profile.role === null ? modeName(profile.mode) : `${modeName(profile.mode)}, ${roleName(profile.role)}`,
    ],
    [t('Keys'), told(profile.keys, (keys) => counted(keys, 'key'))],
    [t('Databases'), databasesText(profile)],
    [t('Expiring keys'), told(expiringKeys(profile), (keys) => counted(keys, 'key'))],
    [t('Field TTLs'), fieldTtlText(profile)],
    [t('Functions'), told(profile.functionLibraries, (all) => counted(all, 'library'))],
    [t('Memory'), memoryText(profile)],
    [t('When full'), profile.maxMemoryPolicy ?? NOT_TOLD],
    [t('Modules'), modulesText(profile, facts)],
  ]);
}

function told(figure: number | null, words: (figure: number) => string): string {
  return figure === null ? NOT_TOLD : words(figure);
}

function databasesText({ databases, databaseLimit, keys }: PartialProfile): string {
  if (keys === null && databases.length === 0) return NOT_TOLD;
  const used =
    databases.length === 0
      ? t('none with data')
      : databases.length <= 8
        ? t('data in {0}', databases.map(({ index }) => String(index)).join(', '))
        : t('{0} with data', databases.length);
  return databaseLimit === null ? used : t('{0}; {1} in all', used, databaseLimit);
}

function fieldTtlText({ databases, keys }: PartialProfile): string {
  if (databases.some(({ hashesWithFieldTtl }) => hashesWithFieldTtl !== null)) {
    return counted(
      databases.reduce((total, { hashesWithFieldTtl }) => total + (hashesWithFieldTtl ?? 0), 0),
      'hash',
    );
  }
  if (keys === null) return NOT_TOLD;
  return databases.length === 0 ? t('none') : t('not counted by this version');
}

function modulesText({ modules }: PartialProfile, facts: ServerFacts | null): string {
  if (modules.length > 0) return modules.join(', ');
  return facts !== null && facts.modules === null ? NOT_TOLD : t('none');
}

function memoryText({ usedMemory, maxMemory }: PartialProfile): string {
  if (usedMemory === null) return NOT_TOLD;
  if (maxMemory === null) return formatBytes(usedMemory);
  return maxMemory === 0
    ? t('{0}, no limit', formatBytes(usedMemory))
    : t('{0} of {1}', formatBytes(usedMemory), formatBytes(maxMemory));
}

/** null where it is not told of one of them, or not which there are. */
function expiringKeys({ databases, keys }: PartialProfile): number | null {
  if (keys === null) return null;
  return databases.reduce<number | null>(
    (total, { expiring }) => (total === null || expiring === null ? null : total + expiring),
    0,
  );
}
