import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Replaces every AWS setting of this process by the ones given, so that nothing of the machine's own account is used, and
 * by configuration files with these texts. Returns what puts it back.
 */
export async function awsEnvironment(
  settings: Readonly<Record<string, string>>,
  files: { readonly config?: string; readonly credentials?: string } = {},
): Promise<() => Promise<void>> {
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const clear = (): void => {
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    }
  };
  const folder = await mkdtemp(join(tmpdir(), 'ecm-aws-'));
  const config = join(folder, 'config');
  const credentials = join(folder, 'credentials');
  await writeFile(config, files.config ?? '');
  await writeFile(credentials, files.credentials ?? '');
  clear();
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    ...settings,
  });
  return async () => {
    clear();
    Object.assign(process.env, Object.fromEntries(before));
    await rm(folder, { recursive: true });
  };
}
