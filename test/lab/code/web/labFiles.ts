import * as vscode from 'vscode';

/** One folder in memory: what a window without a host has for files. */
class LabFiles implements vscode.FileSystemProvider {
  readonly #files: Map<string, Uint8Array>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(files: Readonly<Record<string, string>>) {
    const encoder = new TextEncoder();
    this.#files = new Map(Object.entries(files).map(([name, text]) => [`/${name}`, encoder.encode(text)]));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.#files.get(path);
    if (bytes !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.readDirectory({ path }).length === 0 && path !== '/') {
      throw vscode.FileSystemError.FileNotFound(path);
    }
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: Pick<vscode.Uri, 'path'>): [string, vscode.FileType][] {
    const start = path === '/' ? '/' : `${path}/`;
    const found = new Map<string, vscode.FileType>();
    for (const name of this.#files.keys()) {
      if (!name.startsWith(start)) continue;
      const [first = '', ...rest] = name.slice(start.length).split('/');
      found.set(first, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return [...found];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const type = this.#files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#files.set(uri.path, bytes);
    this.#changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.#files.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  createDirectory(): void {
    // A folder is there as soon as a file is in it.
  }
}

/** The front door of the lab's own extension, which has the files from the server that served it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const told = await fetch(context.extensionUri.with({ path: '/files.json' }).toString());
  const files = new LabFiles((await told.json()) as Record<string, string>);
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('lab', files));
}
