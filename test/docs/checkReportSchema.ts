import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../docs/check-report.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(SCHEMA);

/** What does not fit the published shape of a check's document, by places; empty when it all does. */
export function misfits(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
