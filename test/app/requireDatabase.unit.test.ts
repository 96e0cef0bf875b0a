import { expect, test } from 'vitest';
import { requireDatabase } from '../../src/app/questions/requireDatabase';
import type { Profile } from '../../src/core/model/profile';
import { failureOf } from '../core/failureOf';

function require(part: Pick<Profile, 'databaseLimit' | 'mode'>, database?: number): void {
  const address = { host: 'a', port: 6379, tls: false, ...(database === undefined ? {} : { database }) };
  requireDatabase({ name: 'orders', address }, part);
}

test('a cluster has the database 0 alone, unless it tells of more', () => {
  expect(
    failureOf(() => {
      require({ mode: 'cluster', databaseLimit: 1 }, 3);
    }),
  ).toMatchObject({
    code: 'database.missing',
    message:
      'Could not use database 3 of orders: it is a cluster, which has database 0 only. Correct the number of the database, or leave it empty for all.',
  });
  require({ mode: 'cluster', databaseLimit: 1 }, 0);
  require({ mode: 'cluster', databaseLimit: 1 });
  require({ mode: 'cluster', databaseLimit: 16 }, 15);
});

test('a number beyond the last database is told, and none where the server keeps it to itself', () => {
  const failure = failureOf(() => {
    require({ mode: 'standalone', databaseLimit: 16 }, 16);
  });
  expect(failure).toMatchObject({ code: 'database.missing', why: 'its databases are numbered from 0 to 15' });
  require({ mode: 'standalone', databaseLimit: 16 }, 15);
  require({ mode: 'standalone', databaseLimit: null }, 99);
});
