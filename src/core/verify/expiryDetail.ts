import { stored } from '../model/stored';

/** How two expiries differ, in words. */
export function expiryDetail(source: number, target: number): string {
  if (source === 0) return stored('it has no expiry in the source, but one in the target');
  if (target === 0) return stored('it has an expiry in the source, but none in the target');
  return stored('the expiries are {0} ms apart', Math.abs(source - target));
}
