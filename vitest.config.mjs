import { defineConfig } from 'vitest/config';

/** They load modules in another language, so each needs modules of its own. */
const OTHER_LANGUAGE = 'test/**/said.unit.test.ts';

// `unit` and `said` are pure and fast; `house` and `package` try the project's own checks and bundle; `integration` starts
// servers. A time limit is there for what hangs, not for a busy machine.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.unit.test.ts'],
          exclude: [OTHER_LANGUAGE],
          testTimeout: 60_000,
          // Files share their modules, which two thirds of the time went into; the setup sees that they leave nothing behind.
          isolate: false,
          setupFiles: ['test/leavesNothing.ts'],
        },
      },
      {
        test: {
          name: 'said',
          include: [OTHER_LANGUAGE],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'house',
          include: ['test/house/*.house.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup: ['test/node/bundleCli.ts'],
          // The servers share two cores with the tests: more at once only makes time-outs.
          maxWorkers: 2,
        },
      },
    ],
  },
});
