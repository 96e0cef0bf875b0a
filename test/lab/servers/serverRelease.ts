/** The two product lines the lab can start. */
export type Product = 'redis' | 'valkey';

/** Where one server version comes from, and how to recognise it. */
export interface ServerRelease {
  readonly product: Product;
  /** A whole version ('7.0.15') is matched exactly; one that ends with a dot ('8.1.') as a prefix. */
  readonly version: string;
  /** Debian suites to read; the first is also where the libraries come from. */
  readonly suites: readonly string[];
  /** The package to ask apt for; `name/suite` takes it from a suite which apt does not prefer by itself. */
  readonly package: string;
}

/** Every server the lab knows. To add a version, add a line. */
const releases = {
  'redis-6.0': { product: 'redis', version: '6.0.', suites: ['bullseye'], package: 'redis-tools' },
  'redis-7.0.15': { product: 'redis', version: '7.0.15', suites: ['bookworm'], package: 'redis-tools' },
  'redis-8.0': { product: 'redis', version: '8.0.', suites: ['trixie'], package: 'redis-tools' },
  'redis-8.0.6': { product: 'redis', version: '8.0.6', suites: ['sid'], package: 'redis-tools' },
  'redis-8.6': {
    product: 'redis',
    version: '8.6.',
    suites: ['sid', 'experimental'],
    package: 'redis-tools/experimental',
  },
  'valkey-8.0': {
    product: 'valkey',
    version: '8.0.',
    suites: ['bookworm', 'bookworm-backports'],
    package: 'valkey-tools/bookworm-backports',
  },
  'valkey-8.1': { product: 'valkey', version: '8.1.', suites: ['trixie'], package: 'valkey-tools' },
  'valkey-9.1': { product: 'valkey', version: '9.1.', suites: ['sid'], package: 'valkey-tools' },
} as const satisfies Record<string, ServerRelease>;

/** The name of a server of the lab, such as 'redis-8.0'. */
export type ServerName = keyof typeof releases;

/** All names, in the order of the table. */
export const serverNames = Object.keys(releases) as readonly ServerName[];

/** True if `name` is a server the lab knows. */
export function isServerName(name: string): name is ServerName {
  return Object.hasOwn(releases, name);
}

/** The release behind a name. */
export function serverRelease(name: ServerName): ServerRelease {
  return releases[name];
}

/** True if a reported version, such as '8.1.1', is one that the release stands for. */
export function versionMatches(release: ServerRelease, version: string): boolean {
  return release.version.endsWith('.') ? version.startsWith(release.version) : version === release.version;
}

/** The environment variable that names a server binary: 'redis-8.0' -> 'ECM_REDIS_8_0'. */
export function serverVariable(name: ServerName): string {
  return `ECM_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
