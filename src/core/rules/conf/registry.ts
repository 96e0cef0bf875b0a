import { aclUsers } from './aclUsers';
import { announcedNames, primaryAddress } from './addresses';
import { bindAddresses } from './bindAddresses';
import { argumentCount } from './argumentCount';
import { bufferLimits } from './bufferLimits';
import type { ConfRule } from './confRule';
import { contradictions } from './contradictions';
import { openCommands, openServer, plainPassword } from './exposure';
import { included } from './included';
import { keyspaceEvents } from './keyspaceEvents';
import { misread } from './misread';
import { otherVersion } from './otherVersion';
import { outdated } from './outdated';
import { overridden } from './overridden';
import {
  fileNames,
  oomScores,
  percentiles,
  sentinelLine,
  shutdownFlags,
  textLength,
  titleTemplate,
} from './ownForms';
import { quoting } from './quoting';
import { elasticacheEngine, elasticacheSettings } from './readiness';
import { renamedCommand } from './renamedCommand';
import { savePoints } from './savePoints';
import { tlsFiles } from './tlsFiles';
import { unknownName } from './unknownName';
import { listedWord, memorySize, wholeNumber, withinBounds, yesOrNo } from './valueRules';

/** Every rule on redis.conf, in the order in which a server would meet them. */
export const CONF_RULES: readonly ConfRule[] = [
  quoting,
  unknownName,
  otherVersion,
  argumentCount,
  yesOrNo,
  listedWord,
  wholeNumber,
  memorySize,
  withinBounds,
  savePoints,
  bufferLimits,
  keyspaceEvents,
  primaryAddress,
  announcedNames,
  bindAddresses,
  fileNames,
  included,
  percentiles,
  oomScores,
  shutdownFlags,
  titleTemplate,
  textLength,
  sentinelLine,
  renamedCommand,
  aclUsers,
  tlsFiles,
  contradictions,
  misread,
  outdated,
  overridden,
  openServer,
  plainPassword,
  openCommands,
];

/** What is asked beside, when the file is to move to ElastiCache. */
export const ELASTICACHE_RULES: readonly ConfRule[] = [elasticacheEngine, elasticacheSettings];

/** The rules to ask, with or without those of ElastiCache. */
export function rulesFor(elasticache: boolean): readonly ConfRule[] {
  return elasticache ? [...CONF_RULES, ...ELASTICACHE_RULES] : CONF_RULES;
}
