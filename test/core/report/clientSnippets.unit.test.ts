import { describe, expect, it } from 'vitest';
import { clientSnippets } from '../../../src/core/report/clientSnippets';

const address = { host: "new'host.example", port: 6380, tls: true, username: 'app', database: 2 };

describe('clientSnippets', () => {
  it('names host, port and TLS for every client, and never a password', () => {
    for (const mode of ['standalone', 'cluster'] as const) {
      const snippets = clientSnippets({ ...address, host: 'new.example' }, mode);
      expect(snippets.map(({ client }) => client)).toHaveLength(7);
      for (const { code } of snippets) {
        expect(code).toContain('new.example');
        expect(code).toContain('6380');
        expect(code).toMatch(/tls|ssl/i);
        expect(code).toMatch(/PASSWORD|--askpass/);
      }
    }
  });

  it('names a database only where there are several', () => {
    const of = (mode: 'standalone' | 'cluster') =>
      clientSnippets(address, mode)
        .map(({ code }) => code)
        .join('\n');
    expect(of('standalone')).toContain('db: 2');
    expect(of('cluster')).not.toMatch(/db|defaultDatabase|withDatabase|-n 2/i);
    expect(of('cluster')).toContain('Cluster');
  });

  it('lets no name end the text that it stands in', () => {
    const code = clientSnippets(address, 'standalone')
      .map((one) => one.code)
      .join('\n');
    expect(code).toContain("'new\\'host.example'");
    expect(code).toContain("redis-cli -h 'new'\\''host.example' -p 6380");
    const quoting = clientSnippets({ ...address, username: 'a"b' }, 'standalone');
    expect(quoting.find(({ client }) => client === 'jedis')?.code).toContain('"a\\"b"');
  });
});
