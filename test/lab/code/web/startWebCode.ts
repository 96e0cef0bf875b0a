import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeSettings, quietSettings } from '../codeSettings';
import { ensureCodeServer } from '../ensureCodeServer';
import type { Report } from '../installOnce';
import { bundleForWorker } from './bundleForWorker';
import { withoutServer, workbenchPage } from './webWorkbench';

/** How to serve VS Code to a browser that has nothing else. */
export interface WebCodeOptions {
  /** The folder of an extension's sources; its bundles must be built. */
  readonly extensionPath: string;
  /** The text of a bundle whose export `run()` runs in the web worker, beside the extension. */
  readonly suite?: string;
  /** The files of the window's folder, by name: they live in the window's memory. */
  readonly files?: Readonly<Record<string, string>>;
  /** On top of {@link quietSettings}. */
  readonly settings?: CodeSettings;
  /** Hears each line of JSON that the suite sends. */
  readonly onLine?: (line: string) => void;
  readonly report?: Report;
}

/** A server of files, which is all that VS Code in a browser has. */
export interface RunningWebCode {
  readonly url: string;
  /** Paths that were asked for and do not exist. */
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const labFiles = fileURLToPath(new URL('./labFiles.ts', import.meta.url));
/** VS Code runs a suite where the extension runs that its address is within. */
const SUITE = '/extension/suite.js';
/** The extension that brings the files of the window. */
const LAB_MANIFEST = {
  name: 'lab-files',
  publisher: 'lab',
  version: '1.0.0',
  engines: { vscode: '^1.101.0' },
  activationEvents: ['onFileSystem:lab'],
  browser: './main.js',
};
const workbench = 'out/vs/code/browser/workbench/workbench';

/**
 * Serves VS Code as vscode.dev does: a page and files, no extension host but the browser's web worker, no file system but
 * one in memory. VS Code is that of {@link ensureCodeServer}.
 */
export async function startWebCode(options: WebCodeOptions): Promise<RunningWebCode> {
  const code = join(await ensureCodeServer(options.report), '../..');
  const files = await bundleForWorker(labFiles);
  const missing: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      missing.push(`${String(request.url)}: ${String(error)}`);
      response.writeHead(404).end();
    });
  });
  const roots: Readonly<Record<string, string>> = {
    code,
    extension: options.extensionPath,
  };
  const authority = (): string => `localhost:${String((server.address() as AddressInfo).port)}`;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && pathname === '/line') {
      let line = '';
      for await (const chunk of request.setEncoding('utf8')) line += String(chunk);
      options.onLine?.(line);
      response.end();
      return;
    }
    const [body, type] = await bodyOf(pathname);
    response.setHeader('content-type', type).end(body);
  };
  const bodyOf = async (path: string): Promise<readonly [body: string | Buffer, type: string]> => {
    if (path === '/') {
      const html = await readFile(join(code, `${workbench}.html`), 'utf8');
      return [workbenchPage(html, '/code', configurationOf(options, authority())), 'text/html'];
    }
    if (path === '/files.json') return [JSON.stringify(options.files ?? {}), 'application/json'];
    if (path === '/lab/package.json') return [JSON.stringify(LAB_MANIFEST), 'application/json'];
    if (path === '/lab/main.js') return [files, 'text/javascript'];
    if (path === SUITE && options.suite !== undefined) return [options.suite, 'text/javascript'];
    const [, root = '', ...rest] = path.split('/').map(decodeURIComponent);
    const folder = roots[root];
    if (folder === undefined || rest.includes('..')) throw new Error('not served');
    const bytes = await readFile(join(folder, ...rest));
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    return path === `/code/${workbench}.js` ? [withoutServer(bytes.toString('utf8')), type] : [bytes, type];
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${authority()}/`,
    missing,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the page tells the workbench; an address is given by its parts. */
function configurationOf({ suite, settings }: WebCodeOptions, authority: string): object {
  const at = (path: string): object => ({ scheme: 'http', authority, path });
  return {
    productConfiguration: { nameShort: 'VS Code', nameLong: 'VS Code in a browser', enableTelemetry: false },
    // Code-server's own, which it does not start without.
    userDataPath: '/User',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    folderUri: { scheme: 'lab', path: '/' },
    configurationDefaults: { ...quietSettings, ...settings },
    additionalBuiltinExtensions: [at('/lab'), ...(suite === undefined ? [at('/extension')] : [])],
    ...(suite === undefined
      ? {}
      : {
          developmentOptions: {
            extensions: [at('/extension')],
            extensionTestsPath: at(SUITE),
          },
        }),
  };
}
