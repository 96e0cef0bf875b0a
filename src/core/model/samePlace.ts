import type { Address } from './endpoint';

/** True if two addresses lead to the same place. Who signs in, and whether by TLS, may differ. */
export function isSamePlace(one: Address, other: Address): boolean {
  const place = ({ host, port, database, sentinel }: Address): string =>
    JSON.stringify([host, port, database, sentinel?.master, sentinel?.others]);
  return place(one) === place(other);
}
