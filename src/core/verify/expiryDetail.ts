/** How two expiries differ, in words. */
export function expiryDetail(source: number, target: number): string {
  if (source === 0) return 'it has no expiry in the source, but one in the target';
  if (target === 0) return 'it has an expiry in the source, but none in the target';
  return `the expiries are ${String(Math.abs(source - target))} ms apart`;
}
