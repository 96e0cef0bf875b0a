import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { offeredSetting } from '../../src/app/desk/offeredSettings';
import { RULES } from '../../src/core/rules/registry';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, { type: string }> } };
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

it('offers settings that exist, of the type that they are set to, for rules that exist', () => {
  const offered = RULES.map(({ id }) => offeredSetting(id)).filter((one) => one !== undefined);
  expect(offered).toHaveLength(7);
  for (const { name, value } of offered) {
    const declared = manifest.contributes.configuration.properties[`elasticacheMigrator.${name}`];
    expect(declared, name).toBeDefined();
    if (value !== undefined) expect(typeof value).toBe(declared?.type);
  }
});

it('offers none for anything else', () => {
  expect(offeredSetting('rdb.version')).toBeUndefined();
  expect(offeredSetting('toString')).toBeUndefined();
});
