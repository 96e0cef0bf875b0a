import { databases } from './databases';
import { fieldTtl } from './fieldTtl';
import { functions } from './functions';
import { memory } from './memory';
import { moduleTypes } from './moduleTypes';
import { rdbVersion } from './rdbVersion';
import type { Rule } from './rule';
import { sameServer } from './sameServer';
import { targetNotEmpty } from './targetNotEmpty';
import { topology } from './topology';

/** Every rule, in the order of a report. */
export const RULES: readonly Rule[] = [
  topology,
  sameServer,
  databases,
  moduleTypes,
  functions,
  fieldTtl,
  memory,
  targetNotEmpty,
  rdbVersion,
];
