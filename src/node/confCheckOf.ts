import { targetOf } from '../core/conf/confTarget';
import type { ConfTarget } from '../core/conf/confTarget';
import type { Product } from '../core/model/profile';
import type { OptionValues } from './options';
import { usage } from './usage';

/** What `check --conf` asks for. */
export interface ConfCheck {
  /** Path of the redis.conf. */
  readonly file: string;
  /** The server that it is for, as told: null for what the file says, or the likeliest. */
  readonly target: ConfTarget | null;
  /** Only this product is asked, when its version is not told. */
  readonly product?: Product;
}

/** @throws Failure `usage` for options that do not go with each other. */
export function confCheckOf(values: OptionValues): ConfCheck | null {
  const { conf } = values;
  if (conf === undefined) {
    const stray = (['engine', 'engine-version'] as const).find((name) => values[name] !== undefined);
    if (stray !== undefined) throw usage(`--${stray} goes with --conf`);
    return null;
  }
  if (values.source !== undefined || values.target !== undefined)
    throw usage('--conf takes no --source and no --target');
  const { engine, 'engine-version': version } = values;
  if (values.markdown === true) throw usage('--markdown does not go with --conf');
  if (engine !== undefined && engine !== 'redis' && engine !== 'valkey')
    throw usage('--engine is not one of redis, valkey');
  if (version === undefined)
    return { file: conf, target: null, ...(engine === undefined ? {} : { product: engine }) };
  if (engine === undefined) throw usage('--engine-version needs --engine');
  const target = targetOf(engine, version);
  if (target === null) throw usage('--engine-version is not a version such as 8.1 or 7.2.4');
  return { file: conf, target };
}
