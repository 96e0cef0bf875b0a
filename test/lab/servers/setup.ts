import { resolveServer } from './resolveServer';
import { isServerName, serverNames } from './serverRelease';

/**
 * Fetches servers ahead of their use: `npx tsx test/lab/servers/setup.ts redis-8.0 valkey-8.1`. Downloads run
 * side by side. Progress goes to standard error; the exit code is 1 if one of them is missing, 2 for a name
 * the lab does not know.
 */
async function setup(names: readonly string[]): Promise<number> {
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const known = names.filter(isServerName);
  const unknown = names.filter((name) => !isServerName(name));
  if (unknown.length > 0 || names.length === 0) {
    report(`unknown server ${unknown.join(' ') || '(none given)'}; the lab knows ${serverNames.join(' ')}`);
    return 2;
  }
  const results = await Promise.allSettled(
    known.map(async (name) => {
      const found = await resolveServer(name, { report });
      report(`${name}: ${found.product} ${found.version} (${found.origin})`);
    }),
  );
  const failures = results.filter((result) => result.status === 'rejected');
  for (const failure of failures) {
    const reason: unknown = failure.reason;
    report(reason instanceof Error ? reason.message : String(reason));
  }
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = await setup(process.argv.slice(2));
