import { databases } from './databases';
import { fieldTtl } from './fieldTtl';
import { functions } from './functions';
import { memory } from './memory';
import { moduleTypes } from './moduleTypes';
import { rdbVersion } from './rdbVersion';
import type { Rule } from './rule';
import { sameServer } from './sameServer';
import { streamIdempotency, streams } from './streams';
import { targetNotEmpty } from './targetNotEmpty';
import { topology } from './topology';
import { valueEncoding } from './valueEncoding';

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
];
