import { build } from 'esbuild';

/**
 * A bundle for VS Code's web worker.
 * @param instead modules that do not exist there, and the files that take their place
 */
export async function bundleForWorker(
  entry: string,
  instead: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    alias: { ...instead },
    logLevel: 'warning',
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return bundle.text;
}
