/** A page of the ElastiCache user guide. */
export function userGuide(page: string): string {
  return `https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/${page}.html`;
}

/** A page of the documentation of Valkey, most of which holds for Redis too. */
export function valkeyTopic(topic: string): string {
  return `https://valkey.io/topics/${topic}/`;
}
