import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import type { Profile } from '../../core/model/profile';
import { formatBytes, formatShort } from '../../core/report/format';
import { counted } from '../../core/report/counted';
import { markdownTable } from '../desk/markdownTable';
import type { EndpointState } from '../desk/profiles';
import { findingsNode } from './findingNodes';
import type { Node } from './node';
import { modeName } from '../../core/report/modeName';
import { roleName } from '../../core/report/roleName';
import { t } from '../../core/model/t';

/** What the Endpoints view says of an endpoint. `restricted`: the workspace is not trusted. */
export type ShownState = EndpointState | { readonly kind: 'restricted' };

/** An endpoint's row and the rows beneath it. */
export function endpointNode(endpoint: Endpoint, state: ShownState): Node {
  const root = {
    id: `endpoint/${endpoint.id}`,
    label: endpoint.name,
    context: `endpoint.${state.kind}`,
    subject: endpoint.id,
  };
  const address = formatAddress(endpoint.address);
  switch (state.kind) {
    case 'idle':
    case 'restricted':
      return {
        ...root,
        icon: 'database',
        description: state.kind === 'restricted' ? t('not connected in Restricted Mode') : address,
        tooltip: markdownTable(endpoint.name, [[t('Address'), address]]),
        children: [],
      };
    case 'loading':
      return {
        ...root,
        icon: 'loading~spin',
        description: t('connecting…'),
        tooltip: markdownTable(endpoint.name, [[t('Address'), address]]),
        children: [],
      };
    case 'failed':
      return {
        ...root,
        // An id of its own: under the old one the editor would keep the row folded, and the reason hidden.
        id: `endpoint/${endpoint.id}/failed`,
        icon: 'database',
        colour: 'problemsErrorIcon.foreground',
        description: t('cannot connect'),
        tooltip: markdownTable(endpoint.name, [
          [t('Address'), address],
          [t('Problem'), state.failure.message],
        ]),
        expanded: true,
        children: [problemNode(endpoint, state.failure)],
      };
    case 'ready':
      return {
        ...root,
        icon: 'database',
        description: endpointDescription(endpoint, state.profile),
        tooltip: endpointTooltip(endpoint, state.profile),
        children: [
          ...(state.check === undefined ? [] : [findingsNode(endpoint.id, state.check)]),
          ...detailNodes(endpoint, state.profile),
        ],
      };
  }
}

/** At a glance: `redis 8.0.2 · 12.4 M keys · 3.1 GB · TLS`. */
function endpointDescription(endpoint: Endpoint, profile: Profile): string {
  return [
    `${profile.product} ${profile.version}`,
    ...(profile.mode === 'standalone' ? [] : [modeName(profile.mode)]),
    ...(profile.role === 'replica' ? [roleName(profile.role)] : []),
    profile.keys === 1 ? t('{0} key', 1) : t('{0} keys', formatShort(profile.keys)),
    formatBytes(profile.usedMemory),
    ...(endpoint.address.tls ? ['TLS'] : []),
  ].join(' · ');
}

function problemNode(
  endpoint: Endpoint,
  failure: { what: string; why: string; next: string; code: string },
): Node {
  return {
    id: `endpoint/${endpoint.id}/problem`,
    label: sentence(failure.why),
    description: failure.next,
    tooltip: markdownTable(failure.what, [
      [t('Why'), sentence(failure.why)],
      [t('Next'), failure.next],
    ]),
    icon: 'error',
    colour: 'problemsErrorIcon.foreground',
    context: 'problem.connect',
    subject: endpoint.id,
    children: [],
  };
}

function detailNodes(endpoint: Endpoint, profile: Profile): Node[] {
  const row = (key: string, icon: string, label: string, description: string): Node => ({
    id: `endpoint/${endpoint.id}/${key}`,
    label,
    description,
    icon,
    context: 'detail.endpoint',
    subject: endpoint.id,
    children: [],
  });
  const databases = profile.databases.map(({ index, keys, expiring }) => ({
    ...row(
      `databases/${String(index)}`,
      'list-tree',
      t('Database {0}', index),
      t(
        '{0} · {1} with an expiry',
        counted(keys, 'key'),
        expiring === 0 ? t('none') : counted(expiring, 'key'),
      ),
    ),
  }));
  return [
    row('address', endpoint.address.tls ? 'lock' : 'plug', t('Address'), formatAddress(endpoint.address)),
    row('server', 'server', t('Server'), `${productName(profile)} ${profile.version}${rdbText(profile)}`),
    row('mode', 'type-hierarchy', t('Mode'), `${modeName(profile.mode)} · ${roleName(profile.role)}`),
    row('keys', 'key', t('Keys'), counted(profile.keys, 'key')),
    row('memory', 'dashboard', t('Memory'), memoryText(profile)),
    {
      ...row(
        'databases',
        'layers',
        t('Databases'),
        databases.length === 0 ? t('empty') : t('{0} with data', databases.length),
      ),
      children: databases,
    },
  ];
}

function endpointTooltip(endpoint: Endpoint, profile: Profile): string {
  const hashes = profile.databases.reduce((sum, each) => sum + (each.hashesWithFieldTtl ?? 0), 0);
  return markdownTable(endpoint.name, [
    [t('Address'), formatAddress(endpoint.address)],
    [t('Encryption'), encryptionText(endpoint)],
    [t('Server'), `${productName(profile)} ${profile.version}${rdbText(profile)}`],
    [t('Mode'), `${modeName(profile.mode)}, ${roleName(profile.role)}`],
    [
      t('Keys'),
      profile.databases.length > 1
        ? t('{0} in {1}', counted(profile.keys, 'key'), counted(profile.databases.length, 'database'))
        : counted(profile.keys, 'key'),
    ],
    [t('Memory'), memoryText(profile)],
    ...(profile.maxMemoryPolicy === null ? [] : ([[t('When full'), profile.maxMemoryPolicy]] as const)),
    ...(hashes === 0 ? [] : ([[t('Field TTLs'), counted(hashes, 'hash')]] as const)),
    ...(profile.functionLibraries === 0
      ? []
      : ([[t('Functions'), counted(profile.functionLibraries, 'library')]] as const)),
    ...(profile.modules.length === 0 ? [] : ([[t('Modules'), profile.modules.join(', ')]] as const)),
  ]);
}

function encryptionText({ address, tls = {} }: Endpoint): string {
  if (!address.tls) return t('none');
  const { authorityFile, certificateFile, serverName, unverified } = tls;
  return [
    'TLS',
    ...(unverified === true ? [t('the server is not verified')] : []),
    ...(authorityFile === undefined ? [] : [t('authorities of {0}', authorityFile)]),
    ...(certificateFile === undefined ? [] : [t('client certificate {0}', certificateFile)]),
    ...(serverName === undefined ? [] : [t('server name {0}', serverName)]),
  ].join(', ');
}

function productName({ product }: Profile): string {
  return product === 'valkey' ? 'Valkey' : 'Redis';
}

function rdbText({ rdbVersion }: Profile): string {
  return rdbVersion === null ? '' : ` · RDB ${String(rdbVersion)}`;
}

function memoryText({ usedMemory, maxMemory }: Profile): string {
  return maxMemory === 0
    ? t('{0}, no limit', formatBytes(usedMemory))
    : t('{0} of {1}', formatBytes(usedMemory), formatBytes(maxMemory));
}

function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
