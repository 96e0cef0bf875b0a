import { toBase64 } from '../../core/model/base64';
import type { ProvenCopyResult, VerifyResult } from '../../core/model/verification';

const HIDDEN = toBase64(new TextEncoder().encode('(hidden)'));

/** A result that counts the keys that were not copied, and those that differ, and names none. */
export function hiddenKeyNames(result: ProvenCopyResult): ProvenCopyResult {
  const quarantine = result.quarantine.map((entry) =>
    entry.type === 'function' ? entry : { ...entry, key: HIDDEN },
  );
  const { verify } = result;
  return verify === undefined
    ? { ...result, quarantine }
    : { ...result, quarantine, verify: hiddenVerifiedNames(verify) };
}

/** As `hiddenKeyNames`, of a verification. */
export function hiddenVerifiedNames(result: VerifyResult): VerifyResult {
  return { ...result, differences: result.differences.map((difference) => ({ ...difference, key: HIDDEN })) };
}
