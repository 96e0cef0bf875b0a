// Builds every bundle. Run as `node esbuild.mjs`, with --watch while developing.
import { context } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const watch = process.argv.includes('--watch');

/** Modules that are bundles of their own, as rooms are. */
const LAZY = {
  './app/cloud/openCloud': './cloud.cjs',
  './app/conf/confLanguage': './conf.cjs',
  './app/panel/wizard/wizardPanel': './wizard.cjs',
  './app/questions/endpointQuestions': './questions.cjs',
  './core/rules/check': './check.cjs',
};

/**
 * A room behind `import('./redis/…')` is a bundle of its own, loaded when first used: cjs output cannot be split by
 * esbuild, and activation must not pay for ioredis or the AWS SDK.
 */
const lazyRooms = {
  name: 'lazy-rooms',
  setup(build) {
    build.onResolve(
      {
        filter: new RegExp(
          `^(\\./(redis|aws)/|(${Object.keys(LAZY)
            .map((path) => path.replace('.', '\\.'))
            .join('|')})$)`,
        ),
      },
      ({ path, kind }) => {
        if (kind !== 'dynamic-import') {
          return { errors: [{ text: `${path} is loaded on first use: write await import('${path}')` }] };
        }
        return {
          path: LAZY[path] ?? `./${path.split('/')[1]}.cjs`,
          external: true,
        };
      },
    );
  },
};

/** The same of the wizard's report, which is written when someone saves it. */
const lazyReport = {
  name: 'lazy-report',
  setup(build) {
    build.onResolve({ filter: /^\.\/migrationReport$/ }, () => ({ path: './report.cjs', external: true }));
  },
};

/** The same of the command line, which needs redis in any case. */
const lazyAws = {
  name: 'lazy-aws',
  setup(build) {
    build.onResolve({ filter: /^\.\/aws\// }, () => ({ path: './aws.cjs', external: true }));
  },
};

const common = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.ELASTICACHE_MIGRATOR_VERSION': JSON.stringify(version),
    // The SDK is part of the bundle: whoever runs it cannot bring it up to date, whatever Node they have.
    'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"',
  },
};

// Node reads its modules as UTF-8: nothing needs to be escaped.
const host = {
  ...common,
  ...{ platform: 'node', target: 'node20', format: 'cjs', charset: 'utf8' },
  external: ['vscode'],
};

/** What is built: name, options. The budgets in test/package hold against the same names. */
const bundles = [
  {
    ...host,
    // A copy runs in a thread of its own, whose bundle shares that of redis with the extension.
    entryPoints: { extension: 'src/extension.ts', copyWorker: 'src/copyWorker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [lazyRooms],
  },
  {
    ...host,
    entryPoints: {
      redis: 'src/redis/connect.ts',
      cloud: 'src/app/cloud/openCloud.ts',
      conf: 'src/app/conf/confLanguage.ts',
      wizard: 'src/app/panel/wizard/wizardPanel.ts',
      questions: 'src/app/questions/endpointQuestions.ts',
      report: 'src/app/panel/wizard/migrationReport.ts',
      check: 'src/core/rules/check.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [lazyReport],
  },
  {
    ...host,
    // What is asked of AWS, together: the SDK is large.
    stdin: {
      contents: ['openAws', 'signIn'].map((name) => `export * from './src/aws/${name}';`).join(''),
      resolveDir: '.',
    },
    outfile: 'dist/aws.cjs',
  },
  {
    ...common,
    plugins: [lazyAws],
    entryPoints: { cli: 'src/cli.ts' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    // ioredis is cjs and requires node's modules: esm output needs a require to give it.
    banner: {
      js: '#!/usr/bin/env node\nimport{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
    },
  },
  {
    // VS Code in the browser: redis.conf only. What would need node does not build here.
    ...common,
    entryPoints: { browser: 'src/browser.ts' },
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    outdir: 'dist',
  },
  {
    ...common,
    entryPoints: { main: 'webview/main.ts', style: 'webview/style.css' },
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    outdir: 'dist/webview',
  },
];

const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  const results = await Promise.all(contexts.map((one) => one.rebuild()));
  const inputs = Object.assign({}, ...results.map((result) => result.metafile.outputs));
  writeFileSync('dist/meta.json', JSON.stringify(inputs));
  await Promise.all(contexts.map((one) => one.dispose()));
}
