import { compactEncodings } from './capacity/compactEncodings';
import { connections } from './capacity/connections';
import { evicting } from './capacity/evicting';
import { evictionPolicy } from './capacity/evictionPolicy';
import { forkHeadroom } from './capacity/forkHeadroom';
import { growth } from './capacity/growth';
import { largeKeys } from './capacity/largeKeys';
import { largestString } from './capacity/largestString';
import { reservedMemory } from './capacity/reserved';
import { serverlessCost } from './capacity/serverlessCost';
import { serverlessSize } from './capacity/serverlessSize';
import { volatileKeys } from './capacity/volatileKeys';
import { blockedClients } from './clients/blocked';
import { cachedScripts } from './clients/cachedScripts';
import { idleTimeout } from './clients/idleTimeout';
import { keyspaceNotifications } from './clients/keyspaceNotifications';
import { login } from './clients/login';
import { missingCommands } from './clients/missingCommands';
import { resp3 } from './clients/resp3';
import { restrictedCommands } from './clients/restrictedCommands';
import { scriptTime } from './clients/scriptTime';
import { subscribers } from './clients/subscribers';
import { tracking } from './clients/tracking';
import { transport } from './clients/transport';
import { users } from './clients/users';
import { clusterClients } from './cluster/clients';
import { clusterHashTags } from './cluster/hashTags';
import { clusterMultiKey } from './cluster/multiKey';
import { clusterScripts } from './cluster/scripts';
import { clusterSelect } from './cluster/select';
import { clusterState } from './cluster/state';
import { clusterTransactions } from './cluster/transactions';
import { databases } from './databases';
import { fieldTtl } from './fieldTtl';
import { fileExpired } from './file/expired';
import { fileModules } from './file/modules';
import { fileMoment } from './file/moment';
import { fileNode } from './file/node';
import { fileSource } from './file/source';
import { fileTail } from './file/tail';
import { fileUnchecked } from './file/unchecked';
import { fileWriter } from './file/writer';
import { functions } from './functions';
import { memory } from './memory';
import { moduleTypes } from './moduleTypes';
import { onlineAtRest } from './online/atRest';
import { onlineAuth } from './online/auth';
import { onlineBacklog } from './online/backlog';
import { onlineBind } from './online/bind';
import { onlineClusterMode } from './online/clusterMode';
import { onlineDatabases } from './online/databases';
import { onlineDataTiering } from './online/dataTiering';
import { onlineGlobalDatastore } from './online/globalDatastore';
import { onlineMultiAz } from './online/multiAz';
import { onlineNetwork } from './online/network';
import { onlineOutputBuffer } from './online/outputBuffer';
import { onlineProtectedMode } from './online/protectedMode';
import { onlineRenamedCommands } from './online/renamedCommands';
import { onlineReplicaSource } from './online/replicaSource';
import { onlineReplTimeout } from './online/replTimeout';
import { onlineServerless } from './online/serverless';
import { onlineShards } from './online/shards';
import { onlineSource } from './online/source';
import { onlineSourceTls } from './online/sourceTls';
import { onlineSourceVersion } from './online/sourceVersion';
import { onlineTargetVersion } from './online/targetVersion';
import { onlineTransitEncryption } from './online/transitEncryption';
import { onlineUnknown } from './online/unknown';
import { rdbVersion } from './rdbVersion';
import { fileImport } from './routes/fileImport';
import { liveCopy } from './routes/liveCopy';
import { routeSource } from './routes/routeSource';
import { routeTarget } from './routes/routeTarget';
import type { Rule } from './rule';
import { clocks } from './safety/clocks';
import { durability } from './safety/durability';
import { fragmentation } from './safety/fragmentation';
import { latencyEvents } from './safety/latencyEvents';
import { persistence } from './safety/persistence';
import { replicaLag } from './safety/replicaLag';
import { replicaLink } from './safety/replicaLink';
import { replicaSource } from './safety/replicaSource';
import { slowCommands } from './safety/slowCommands';
import { targetReplicas } from './safety/targetReplicas';
import { targetSave } from './safety/targetSave';
import { writes } from './safety/writes';
import { sameServer } from './sameServer';
import { debugCommands } from './security/debugCommands';
import { defaultUser } from './security/defaultUser';
import { flushCommands } from './security/flushCommands';
import { openSource } from './security/open';
import { plainText } from './security/plainText';
import { seedClusterFile } from './seed/clusterFile';
import { seedDatabases } from './seed/databases';
import { seedLastSave } from './seed/lastSave';
import { seedNewCache } from './seed/newCache';
import { seedServerless } from './seed/serverless';
import { snapshotDataTiering } from './seed/snapshotDataTiering';
import { snapshotRegion } from './seed/snapshotRegion';
import { seedUnknown } from './seed/unknown';
import { streamIdempotency, streams } from './streams';
import { targetNotEmpty } from './targetNotEmpty';
import { topology } from './topology';
import { upgradeDirection } from './upgrade/direction';
import { upgradeDowntime } from './upgrade/downtime';
import { upgradeMode } from './upgrade/mode';
import { upgradePlace } from './upgrade/place';
import { valueEncoding } from './valueEncoding';
import { loadedModules } from './values/loadedModules';
import { streamForm } from './values/streamForm';
import { vectorSets } from './values/vectorSets';

/** Every rule, in the order of a report. */
export const RULES: readonly Rule[] = [
  topology,
  sameServer,
  databases,
  moduleTypes,
  streams,
  functions,
  fieldTtl,
  streamIdempotency,
  memory,
  targetNotEmpty,
  rdbVersion,
  valueEncoding,
  // an RDB file as source
  fileSource,
  fileWriter,
  fileMoment,
  fileNode,
  fileTail,
  fileExpired,
  fileModules,
  fileUnchecked,
  // values and modules
  loadedModules,
  streamForm,
  vectorSets,
  // going to a cluster
  clusterClients,
  clusterHashTags,
  clusterMultiKey,
  clusterScripts,
  clusterSelect,
  clusterState,
  clusterTransactions,
  // what applications do
  blockedClients,
  cachedScripts,
  idleTimeout,
  keyspaceNotifications,
  login,
  missingCommands,
  resp3,
  restrictedCommands,
  scriptTime,
  subscribers,
  tracking,
  transport,
  users,
  // room
  compactEncodings,
  connections,
  evicting,
  evictionPolicy,
  forkHeadroom,
  growth,
  largeKeys,
  largestString,
  reservedMemory,
  serverlessCost,
  serverlessSize,
  volatileKeys,
  // safety
  clocks,
  durability,
  fragmentation,
  latencyEvents,
  persistence,
  replicaLag,
  replicaLink,
  replicaSource,
  slowCommands,
  targetReplicas,
  targetSave,
  writes,
  // security
  debugCommands,
  defaultUser,
  flushCommands,
  openSource,
  plainText,
  // routes
  fileImport,
  liveCopy,
  routeSource,
  routeTarget,
  // AWS's online migration
  onlineAtRest,
  onlineAuth,
  onlineBacklog,
  onlineBind,
  onlineClusterMode,
  onlineDataTiering,
  onlineDatabases,
  onlineGlobalDatastore,
  onlineMultiAz,
  onlineNetwork,
  onlineOutputBuffer,
  onlineProtectedMode,
  onlineRenamedCommands,
  onlineReplTimeout,
  onlineReplicaSource,
  onlineServerless,
  onlineShards,
  onlineSource,
  onlineSourceTls,
  onlineSourceVersion,
  onlineTargetVersion,
  onlineTransitEncryption,
  onlineUnknown,
  // files and snapshots
  seedClusterFile,
  seedDatabases,
  seedLastSave,
  seedNewCache,
  seedServerless,
  snapshotDataTiering,
  snapshotRegion,
  seedUnknown,
  // engine upgrades
  upgradeDirection,
  upgradeDowntime,
  upgradeMode,
  upgradePlace,
];
