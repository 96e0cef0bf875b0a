/** Builds test/host/index.ts and returns the path of the CommonJS bundle. */
export function buildSuite(): Promise<string>;
