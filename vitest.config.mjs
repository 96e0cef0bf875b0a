import { defineConfig } from 'vitest/config';

// `unit` is pure and fast; `house` and `package` try the project's own checks and bundle; `integration` starts servers.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.unit.test.ts'],
        },
      },
      {
        test: {
          name: 'house',
          include: ['test/house/*.house.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/*.package.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // The servers share two cores with the tests: more at once only makes time-outs.
          maxWorkers: 2,
        },
      },
    ],
  },
});
