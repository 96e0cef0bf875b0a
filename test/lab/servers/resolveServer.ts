import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from '../cacheFolder';
import { type BinaryVersion, binaryVersion } from './binaryVersion';
import { downloadServer } from './downloadServer';
import type { LabCommand } from './runCommand';
import {
  type Product,
  type ServerName,
  type ServerRelease,
  serverRelease,
  serverVariable,
  versionMatches,
} from './serverRelease';
import { architecture, unpackedServer } from './unpackedServer';

/** A server that can be started, and where it was found. */
export interface ResolvedServer {
  readonly name: ServerName;
  readonly product: Product;
  /** What the binary itself reports, such as '8.1.1'. */
  readonly version: string;
  readonly origin: 'variable' | 'path' | 'cache' | 'download';
  readonly server: LabCommand;
  /** redis-cli or valkey-cli of that version; undefined if a binary of your own has none beside it. */
  readonly cli?: LabCommand;
}

/** Settings of {@link resolveServer}; tests replace the environment. */
export interface ResolveOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Told of what takes long, one line at a time. */
  readonly report?: (line: string) => void;
}

const resolved = new Map<ServerName, Promise<ResolvedServer>>();

/**
 * Finds a server of the wanted version: the binary named by its environment variable (`ECM_REDIS_8_0`), one
 * on PATH, the lab's cache, or a download from Debian into that cache. Answers are remembered.
 * @throws Error in one clear line if there is none, or if the version is not the wanted one.
 */
export async function resolveServer(name: ServerName, options: ResolveOptions = {}): Promise<ResolvedServer> {
  if (options.env !== undefined) return await resolve(name, options.env, options.report);
  const known = resolved.get(name);
  if (known !== undefined) return await known;
  const promise = resolve(name, process.env, options.report);
  resolved.set(name, promise);
  // A failure is not remembered: the next try may find a network.
  promise.catch(() => resolved.delete(name));
  return await promise;
}

async function resolve(
  name: ServerName,
  env: NodeJS.ProcessEnv,
  report: ResolveOptions['report'],
): Promise<ResolvedServer> {
  const release = serverRelease(name);
  const own = env[serverVariable(name)];
  if (own !== undefined && own !== '') {
    const command = { file: own, args: [] };
    const { version } = await checkedVersion(name, release, command, serverVariable(name));
    return {
      name,
      product: release.product,
      version,
      origin: 'variable',
      server: command,
      ...cliBeside(own, release),
    };
  }
  return (await fromPath(name, release, env)) ?? (await fromDebian(name, release, env, report));
}

async function fromPath(
  name: ServerName,
  release: ServerRelease,
  env: NodeJS.ProcessEnv,
): Promise<ResolvedServer | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, `${release.product}-server`);
    if (folder === '' || !isExecutable(file)) continue;
    const command = { file, args: [] };
    const found = await binaryVersion(command).catch(() => undefined);
    if (found === undefined || !isWanted(release, found)) continue;
    return { name, ...found, origin: 'path', server: command, ...cliBeside(file, release) };
  }
  return undefined;
}

async function fromDebian(
  name: ServerName,
  release: ServerRelease,
  env: NodeJS.ProcessEnv,
  report: ResolveOptions['report'],
): Promise<ResolvedServer> {
  const arch = architecture();
  if (arch === undefined) throw new Error(missing(name, release));
  const folder = join(cacheFolder(env), 'servers', `${name}-${arch.debian}`);
  const cached = existsSync(folder);
  if (!cached) {
    if (!(env['PATH'] ?? '').split(delimiter).some((path) => isExecutable(join(path, 'apt-get')))) {
      throw new Error(missing(name, release));
    }
    report?.(`${name}: downloading from Debian ${release.suites.join('+')}`);
    const begin = Date.now();
    try {
      await downloadServer(release, arch, folder, async (root) => {
        const { server } = await unpackedServer(root, release.product, arch);
        await checkedVersion(name, release, server, `Debian ${release.suites.join('+')}`);
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${name} could not be downloaded: ${why}\n${missing(name, release)}`, { cause: error });
    }
    report?.(`${name}: downloaded in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
  const commands = await unpackedServer(folder, release.product, arch);
  const { version } = await checkedVersion(name, release, commands.server, folder);
  return { name, product: release.product, version, origin: cached ? 'cache' : 'download', ...commands };
}

async function checkedVersion(
  name: ServerName,
  release: ServerRelease,
  command: LabCommand,
  origin: string,
): Promise<BinaryVersion> {
  const found = await binaryVersion(command);
  if (isWanted(release, found)) return found;
  throw new Error(
    `${name} must be ${release.product} ${readable(release)}, but ${origin} is ${found.product} ${found.version}`,
  );
}

function isWanted(release: ServerRelease, found: BinaryVersion): boolean {
  return found.product === release.product && versionMatches(release, found.version);
}

function missing(name: ServerName, release: ServerRelease): string {
  const binary = `${release.product}-server`;
  return (
    `${name} is not here: set ${serverVariable(name)}=/path/to/${binary}, or put ${binary} ` +
    `${readable(release)} on PATH (the lab downloads it by itself only on x86-64 and arm64 Linux with apt-get)`
  );
}

function readable(release: ServerRelease): string {
  return release.version.endsWith('.') ? `${release.version}x` : release.version;
}

function cliBeside(server: string, release: ServerRelease): { cli?: LabCommand } {
  const file = join(dirname(server), `${release.product}-cli`);
  return isExecutable(file) ? { cli: { file, args: [] } } : {};
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
