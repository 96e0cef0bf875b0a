import type { CheckReport } from '../model/checkReport';
import type { Address } from '../model/endpoint';
import type { KeySink } from '../ports';
import type { CheckChoice } from './check';

/**
 * Reads an RDB file to its end and judges it, for a target or, without one, for each engine version of ElastiCache.
 * @throws Failure `file.*`, `payload.unsupported`, or when the target cannot be asked; the signal's reason
 */
export type CheckRdb = (
  path: string,
  target: { readonly server: KeySink; readonly address: Address } | null,
  signal: AbortSignal,
  choice: CheckChoice,
) => Promise<CheckReport>;
