import { targetOf } from '../core/conf/confTarget';
import { beyondKnown } from '../core/conf/knownVersions';
import type { AskedConf } from '../core/rules/conf/checkConf';
import type { OptionValues } from './options';
import { usage } from './usage';

/** What `check --conf` asks for. */
export interface ConfCheck extends AskedConf {
  /** Path of the redis.conf. */
  readonly file: string;
}

/** What a check of two ends takes, and of a file does not. */
const OF_ENDS = ['all', 'ask-aws', 'markdown', 'new-target', 'rehearse', 'source-is', 'target-is'] as const;

/** null without --conf. @throws Failure `usage` for options that do not go with each other. */
export function confCheckOf(values: OptionValues): ConfCheck | null {
  const { conf } = values;
  if (conf === undefined) {
    const stray = (['engine', 'engine-version', 'for'] as const).find((name) => values[name] !== undefined);
    if (stray !== undefined) throw usage(`--${stray} goes with --conf`);
    return null;
  }
  if (values.source !== undefined || values.target !== undefined) {
    throw usage('--conf takes no --source and no --target');
  }
  if (values.rdb !== undefined) throw usage('--conf takes no --rdb');
  const ofEnds = OF_ENDS.find((name) => values[name] !== undefined);
  if (ofEnds !== undefined) throw usage(`--${ofEnds} does not go with --conf`);
  if (values.for !== undefined && values.for !== 'elasticache') throw usage('--for is not elasticache');
  const elasticache = values.for === undefined ? {} : { elasticache: true };
  return { file: conf, ...elasticache, ...serverOf(values) };
}

function serverOf({
  engine,
  'engine-version': version,
}: OptionValues): Pick<ConfCheck, 'target' | 'product'> {
  if (engine !== undefined && engine !== 'redis' && engine !== 'valkey') {
    throw usage('--engine is not one of redis, valkey');
  }
  if (version === undefined) return { target: null, ...(engine === undefined ? {} : { product: engine }) };
  if (engine === undefined) throw usage('--engine-version needs --engine');
  const target = targetOf(engine, version);
  if (target === null) throw usage('--engine-version is not a version such as 8.1 or 7.2.4');
  const known = beyondKnown(target);
  if (known !== null)
    throw usage(`--engine-version is not known: of ${engine} this program knows ${known[0]} to ${known[1]}`);
  return { target };
}
