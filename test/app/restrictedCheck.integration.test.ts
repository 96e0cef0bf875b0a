import { expect, it } from 'vitest';
import { checkEnds } from '../../src/app/desk/checkEnds';
import { checkPair } from '../../src/app/desk/checkPair';
import type { OpenEndpoint } from '../../src/app/desk/openEndpoint';
import { checkView } from '../../src/app/panel/checkView';
import type { Endpoint } from '../../src/core/model/endpoint';
import { check } from '../../src/core/rules/check';
import { connect } from '../../src/redis/connect';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';

const PASSWORD = 'planted-Zx84';

function endpointOf(name: string, { host, port }: RunningServer, username?: string): Endpoint {
  const address = { host, port, tls: false, ...(username === undefined ? {} : { username }) };
  return { id: name, name, address };
}

const open: OpenEndpoint = ({ name, address }, signal) =>
  connect(
    { label: name, address, ...(address.username === undefined ? {} : { password: PASSWORD }) },
    signal,
  );

it('a user who may only read gets a page with what is not known, and no copy', async () => {
  const old = await startServer({ server: 'redis-8.0', aclUsers: [`reader on >${PASSWORD} ~* +@read`] });
  const fresh = await startServer({ server: 'valkey-8.1' });
  try {
    const client = await old.client();
    for (let index = 0; index < 20; index++) await client.set(`user:${String(index)}`, 'planted-value');
    const [source, target] = [endpointOf('orders', old, 'reader'), endpointOf('valkey', fresh)];
    const { signal } = new AbortController();
    const checked = await checkPair({ open, check }, source, target, signal);
    if (checked.kind === 'failed') throw checked.failure;
    const view = checkView(checked.report, { source, target }, 0);
    expect(view.verdict).toBe('blocked');
    expect(view.findings.map(({ rule }) => rule)).toContain('access.profile');
    expect(view.untold.join(' ')).toMatch(/The source does not tell: .*memory in use/);
    const row = (label: string) => view.facts.find((fact) => fact.label === label);
    expect(row('Memory')?.source).toBe('not told by the server');
    expect(row('Memory')?.target).toMatch(/ no limit$/);
    expect(view.keys.charts.map(({ id }) => id)).toContain('kinds');
    expect(view.routes.find(({ route }) => route === 'copy')?.verdict).toBe('blocked');
    expect(JSON.stringify(view)).not.toContain('planted');

    const ends = await checkEnds({ open, check }, source, target, signal);
    expect(ends).toMatchObject({ kind: 'failed', failure: { code: 'server.permission' } });
  } finally {
    await Promise.all([old.stop(), fresh.stop()]);
  }
});
