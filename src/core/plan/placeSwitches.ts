/** What can be said of a cache by one word, which may have `no-` before it, and where a deployment keeps it. */
export const PLACE_SWITCHES = {
  tls: 'inTransitEncryption',
  auth: 'authenticates',
  'multi-az': 'multiAz',
  'at-rest': 'atRestEncryption',
  'same-vpc': 'sameNetwork',
} as const;
