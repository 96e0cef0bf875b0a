import { COMMANDS } from '../ids';

/** The commands on redis.conf, which work in a browser too. */
export const CONF_COMMAND_IDS = [
  COMMANDS.setTargetEngine,
  COMMANDS.toggleElasticacheCheck,
  COMMANDS.convertToParameterGroup,
] as const;

export type ConfCommandId = (typeof CONF_COMMAND_IDS)[number];
