/** Every command of the extension; package.json declares the same (a test holds the two together). */
export const COMMANDS = {
  addEndpoint: 'elasticacheMigrator.addEndpoint',
  addFromElastiCache: 'elasticacheMigrator.addFromElastiCache',
  selectProfile: 'elasticacheMigrator.selectProfile',
  selectRegions: 'elasticacheMigrator.selectRegions',
  refreshCaches: 'elasticacheMigrator.refreshCaches',
  cancelCaches: 'elasticacheMigrator.cancelCaches',
  signInToAws: 'elasticacheMigrator.signInToAws',
  addCache: 'elasticacheMigrator.addCache',
  checkCache: 'elasticacheMigrator.checkCache',
  migrateToCache: 'elasticacheMigrator.migrateToCache',
  copyCacheAddress: 'elasticacheMigrator.copyCacheAddress',
  openInConsole: 'elasticacheMigrator.openInConsole',
  editEndpoint: 'elasticacheMigrator.editEndpoint',
  connectionOptions: 'elasticacheMigrator.connectionOptions',
  setUpTunnel: 'elasticacheMigrator.setUpTunnel',
  removeEndpoint: 'elasticacheMigrator.removeEndpoint',
  testConnection: 'elasticacheMigrator.testConnection',
  retryEndpoint: 'elasticacheMigrator.retryEndpoint',
  copyConnectionString: 'elasticacheMigrator.copyConnectionString',
  newMigration: 'elasticacheMigrator.newMigration',
  openMigration: 'elasticacheMigrator.openMigration',
  discardMigration: 'elasticacheMigrator.discardMigration',
  openFinding: 'elasticacheMigrator.openFinding',
  checkCompatibility: 'elasticacheMigrator.checkCompatibility',
  checkRdbFile: 'elasticacheMigrator.checkRdbFile',
  copyData: 'elasticacheMigrator.copyData',
  pauseRun: 'elasticacheMigrator.pauseRun',
  resumeRun: 'elasticacheMigrator.resumeRun',
  cancelRun: 'elasticacheMigrator.cancelRun',
  discardRun: 'elasticacheMigrator.discardRun',
  openReport: 'elasticacheMigrator.openReport',
  revealRun: 'elasticacheMigrator.revealRun',
  refresh: 'elasticacheMigrator.refresh',
  showLog: 'elasticacheMigrator.showLog',
  setTargetEngine: 'elasticacheMigrator.setTargetEngine',
  toggleElasticacheCheck: 'elasticacheMigrator.toggleElasticacheCheck',
  convertToParameterGroup: 'elasticacheMigrator.convertToParameterGroup',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** Every view of the extension. */
export const VIEWS = {
  caches: 'elasticacheMigrator.caches',
  endpoints: 'elasticacheMigrator.endpoints',
  migrations: 'elasticacheMigrator.migrations',
} as const;

/** Every page of the extension: what the editor knows a webview by. package.json activates on each. */
export const PANELS = {
  check: 'elasticacheMigrator.check',
  wizard: 'elasticacheMigrator.wizard',
} as const;

/** Where things are kept in the extension's global state. */
export const STORED = {
  endpoints: 'endpoints',
  runs: 'runs',
  migrations: 'migrations',
  /** The interrupted runs that the user was told of. */
  told: 'told',
  /** Which AWS profile and regions are looked at; of the workspace. */
  cloud: 'cloud',
} as const;

/** Settings, without their section. */
export const SETTINGS = {
  section: 'elasticacheMigrator',
  onConflict: 'copy.onConflict',
  match: 'copy.match',
  exclude: 'copy.exclude',
  types: 'copy.types',
  ttl: 'copy.ttl',
  databases: 'copy.databases',
  slots: 'copy.slots',
  minBytes: 'copy.minBytes',
  maxBytes: 'copy.maxBytes',
  minIdle: 'copy.minIdle',
  maxIdle: 'copy.maxIdle',
  sample: 'copy.sample',
  dryRun: 'copy.dryRun',
  rateKeys: 'copy.rateKeys',
  rateBytes: 'copy.rateBytes',
  autoPace: 'copy.autoPace',
  evictionData: 'copy.evictionData',
  lanes: 'copy.lanes',
  readFrom: 'copy.readFrom',
  bigKeyBytes: 'copy.bigKeyBytes',
  maxMemory: 'copy.maxMemory',
  retryForSeconds: 'copy.retryForSeconds',
  verify: 'copy.verify',
  verifySample: 'copy.verifySample',
  repair: 'copy.repair',
  hideKeyNames: 'reports.hideKeyNames',
  targetEngine: 'conf.targetEngine',
  elasticacheDiagnostics: 'conf.elasticacheDiagnostics',
} as const;

/** The language of redis.conf and valkey.conf. */
export const CONF_LANGUAGE = 'redis-conf';

/** The language of sentinel.conf, which is coloured and not judged. */
export const SENTINEL_LANGUAGE = 'sentinel-conf';

/** The scheme of report documents. */
export const REPORT_SCHEME = 'elasticache-migrator-report';

/** What the editor is told of, for conditions in package.json. */
export const CONTEXTS = {
  /** True once keys were copied: a step of the walkthrough is done then. */
  hasCopied: 'elasticacheMigrator.hasCopied',
} as const;
