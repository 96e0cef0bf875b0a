/** True for an address that only the machine itself reaches: `127.0.0.1`, `::1`, `localhost`; also with the `-` of a "bind". */
export function isLoopback(address: string): boolean {
  return /^-?(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/i.test(address);
}
