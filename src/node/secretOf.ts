import type { SecretChoice } from '../core/model/endpoint';
import { regionOfSecret } from '../core/model/secretArn';
import type { OptionValues } from './options';
import { usage } from './usage';

/**
 * What `ARN[,key=NAME][,profile=NAME]` says of the secret that holds the password of one end.
 * @returns undefined when the end has another password, or none
 * @throws Failure `usage`
 */
export function secretOf(end: 'source' | 'target', values: OptionValues): SecretChoice | undefined {
  const option = `${end}-secret` as const;
  const text = values[option];
  if (text === undefined) return undefined;
  const [arn = '', ...parts] = text.split(',');
  if (regionOfSecret(arn) === null) {
    throw usage(`--${option} does not begin with arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`);
  }
  const said = new Map<string, string>();
  for (const part of parts) {
    const [, name, value = ''] = /^(key|profile)=(.+)$/.exec(part) ?? [];
    if (name === undefined) throw usage(`--${option} is not ARN[,key=NAME][,profile=NAME]`);
    if (said.has(name)) throw usage(`--${option} says ${name} twice`);
    said.set(name, value);
  }
  return { arn, ...Object.fromEntries(said) };
}
