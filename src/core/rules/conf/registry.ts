import { aclUsers } from './aclUsers';
import { announcedNames, primaryAddress } from './addresses';
import { argumentCount } from './argumentCount';
import { bufferLimits } from './bufferLimits';
import type { ConfRule } from './confRule';
import { keyspaceEvents } from './keyspaceEvents';
import { otherVersion } from './otherVersion';
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
  fileNames,
  percentiles,
  oomScores,
  shutdownFlags,
  titleTemplate,
  textLength,
  sentinelLine,
  renamedCommand,
  aclUsers,
  tlsFiles,
];
