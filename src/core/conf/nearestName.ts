/** The one of `names` that `wanted` was most likely meant to be; null when none is near. Letters may be of any case. */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const typed = wanted.toLowerCase().replaceAll('_', '-');
  // Two slips at most, and no more than a third of the name.
  let nearest = Math.min(2, Math.floor(typed.length / 3)) + 1;
  let found: string | null = null;
  for (const name of names) {
    if (Math.abs(name.length - typed.length) >= nearest) continue;
    const distance = slips(typed, name.toLowerCase());
    if (distance < nearest) {
      nearest = distance;
      found = name;
    }
  }
  return found;
}

/** Letters to insert, drop, change, or swap with their neighbour. */
function slips(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const above = rows[row - 1] ?? [];
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (rows[row - 2]?.[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    rows.push(current);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
