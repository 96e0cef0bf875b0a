/** The region of a secret of AWS Secrets Manager, as its ARN tells it; null for what is no such ARN. */
export function regionOfSecret(arn: string): string | null {
  const [, region] =
    /^arn:aws[a-z-]*:secretsmanager:([a-z]{2}(?:-[a-z]+)+-\d+):\d{12}:secret:[\w/+=.@-]+$/.exec(arn) ?? [];
  return region ?? null;
}

/** The name of a secret within its ARN, for sentences: without the account, and without what AWS appends. */
export function nameOfSecret(arn: string): string {
  return arn.replace(/^.*:secret:/, '').replace(/-[A-Za-z0-9]{6}$/, '');
}
