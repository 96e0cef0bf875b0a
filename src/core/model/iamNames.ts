/** Whether a text may be the id of a replication group or the name of a serverless cache; AWS keeps them in lower case. */
export function isCacheName(text: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(text.toLowerCase());
}

/** Whether a text may be a region of AWS: `eu-west-1`, `us-gov-east-1`. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text);
}
