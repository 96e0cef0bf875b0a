/** The rule of rooms: each room imports only from the rooms beneath it. See README, "The house". */
const room = (name) => `^src/${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', 'tsconfig\\.json$', '\\.css$'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'no-dead-rooms',
      comment: 'whatever no front door reaches is not shipped: delete it',
      severity: 'error',
      from: { path: '^(src/extension|src/browser|src/cli|src/copyWorker|webview/main)\\.ts$' },
      to: {
        path: '^(src|webview)/',
        pathNot: [
          '\\.css$',
          '\\.d\\.ts$',
          '^(src/extension|src/browser|src/cli|src/copyWorker|webview/main)',
        ],
        reachable: false,
      },
    },
    {
      name: 'core-owns-nothing',
      comment: 'core imports only core: no npm package, no node: module, no vscode',
      severity: 'error',
      from: { path: room('core') },
      to: { pathNot: room('core') },
    },
    {
      name: 'model-is-the-ground',
      comment: 'nouns know nothing of what is done with them',
      severity: 'error',
      from: { path: room('core/model') },
      to: { pathNot: room('core/model') },
    },
    {
      name: 'redis-arrows',
      severity: 'error',
      from: { path: room('redis') },
      to: { pathNot: [room('redis'), room('core'), 'node_modules/ioredis/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'aws-arrows',
      severity: 'error',
      from: { path: room('aws') },
      to: { pathNot: [room('aws'), room('core'), 'node_modules/@aws-sdk/', 'node_modules/@smithy/'] },
    },
    {
      name: 'node-arrows',
      severity: 'error',
      from: { path: room('node') },
      to: { pathNot: [room('node'), room('core')], dependencyTypesNot: ['core'] },
    },
    {
      name: 'bridge-arrows',
      severity: 'error',
      from: { path: room('bridge') },
      to: { pathNot: [room('bridge'), room('core/model')] },
    },
    {
      name: 'app-arrows',
      severity: 'error',
      from: { path: room('app') },
      to: { pathNot: [room('app'), room('bridge'), room('core'), '^vscode$', 'node_modules/@types/vscode/'] },
    },
    {
      name: 'webview-arrows',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/(elements\\.ts$|charts/)' },
      to: { pathNot: ['^webview/', room('bridge'), room('core/model')] },
    },
    {
      name: 'toolkit-is-fenced',
      comment:
        'the archived toolkit is reached through webview/elements.ts only, so that it can be replaced in one place',
      severity: 'error',
      from: { pathNot: '^webview/elements\\.ts$' },
      to: { path: 'node_modules/@vscode/webview-ui-toolkit' },
    },
    {
      name: 'chart-library-is-fenced',
      comment: 'as the toolkit: one folder knows how charts are drawn',
      severity: 'error',
      from: { pathNot: '^webview/charts/' },
      to: { path: 'node_modules/chart\\.js' },
    },
    {
      name: 'only-front-doors-build-adapters',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(extension|browser|cli|copyWorker)\\.ts$', room('redis'), room('aws'), room('node')],
      },
      to: { path: [room('redis'), room('aws'), room('node')] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.d.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: ['(^|/)tsconfig\\.json$'] },
  },
};
