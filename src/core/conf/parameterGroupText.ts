import { targetName } from './confTarget';
import type { GroupParameter } from './groupParameter';
import type { ParameterGroup } from './parameterGroup';

/** What a parameter group can be written as. */
export type GroupFormat = 'cli' | 'cloudformation' | 'terraform';

/** The most that one call of ModifyCacheParameterGroup takes. */
const MOST_A_CALL = 20;

/**
 * Writes a parameter group as commands of the AWS CLI for a POSIX shell, as a CloudFormation template in YAML, or as a
 * Terraform resource. What the group leaves out stands below, as comments.
 * @param fileName that of the redis.conf, which the group is named after
 */
export function parameterGroupText(group: ParameterGroup, format: GroupFormat, fileName: string): string {
  const name = groupName(fileName, group.family);
  const body = { cli, cloudformation, terraform }[format](group, name);
  return `${[...(format === 'cli' ? ['#!/bin/sh'] : []), ...head(group, name), ...body, ...comments(group)].join('\n')}\n`;
}

/** A name that AWS takes: small letters, digits and single hyphens, a letter first and no hyphen last. */
export function groupName(fileName: string, family: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  const words = `${base.slice(0, 100)}-${family}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(words) ? words : `conf-${words}`;
}

function head({ family, target, parameters }: ParameterGroup, name: string): string[] {
  const count = parameters.length === 1 ? '1 parameter' : `${String(parameters.length)} parameters`;
  return [
    `# Parameter group ${name}: ${count} of the family ${family}, from a configuration for ${targetName(target)}.`,
    '# Names and ranges are those of the user guide; compare with: aws elasticache describe-engine-default-parameters',
    '',
  ];
}

function cli({ family, target, parameters }: ParameterGroup, name: string): string[] {
  const calls: GroupParameter[][] = [];
  for (let at = 0; at < parameters.length; at += MOST_A_CALL) {
    calls.push(parameters.slice(at, at + MOST_A_CALL));
  }
  return [
    'set -e',
    'aws elasticache create-cache-parameter-group \\',
    `  --cache-parameter-group-name ${name} \\`,
    `  --cache-parameter-group-family ${family} \\`,
    `  --description ${inShell(`From a configuration for ${targetName(target)}`)}`,
    ...calls.flatMap((call) => [
      '',
      'aws elasticache modify-cache-parameter-group \\',
      `  --cache-parameter-group-name ${name} \\`,
      '  --parameter-name-values \\',
      ...call.map(
        (one, index) =>
          `    ${inShell(`ParameterName=${one.name},ParameterValue=${one.value}`)}${index < call.length - 1 ? ' \\' : ''}`,
      ),
    ]),
    ...noted(parameters),
  ];
}

function cloudformation({ family, target, parameters }: ParameterGroup): string[] {
  return [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  ParameterGroup:',
    '    Type: AWS::ElastiCache::ParameterGroup',
    '    Properties:',
    `      CacheParameterGroupFamily: ${family}`,
    `      Description: ${inYaml(`From a configuration for ${targetName(target)}`)}`,
    ...(parameters.length === 0 ? [] : ['      Properties:']),
    ...parameters.map((one) => `        ${one.name}: ${inYaml(one.value)}`),
    ...noted(parameters),
  ];
}

function terraform({ family, target, parameters }: ParameterGroup, name: string): string[] {
  return [
    `resource "aws_elasticache_parameter_group" "${name.replace(/-/g, '_')}" {`,
    `  name        = ${inTerraform(name)}`,
    `  family      = ${inTerraform(family)}`,
    `  description = ${inTerraform(`From a configuration for ${targetName(target)}`)}`,
    ...parameters.flatMap((one) => [
      '',
      '  parameter {',
      `    name  = ${inTerraform(one.name)}`,
      `    value = ${inTerraform(one.value)}`,
      '  }',
    ]),
    '}',
    ...noted(parameters),
  ];
}

/** A shell's continued line takes no comment, so that what is to be known of a parameter stands below. */
function noted(parameters: readonly GroupParameter[]): string[] {
  const known = parameters.filter(({ note }) => note !== '');
  if (known.length === 0) return [];
  return ['', '# To be known:', ...known.map(({ name, note }) => comment(`${name}: ${note}`))];
}

function comments({ leftOut, otherDefaults, target }: ParameterGroup): string[] {
  return [
    ...(otherDefaults.length === 0
      ? []
      : [
          '',
          `# Not in the file, and by default something else in ElastiCache than in ${targetName(target)}:`,
        ]),
    ...otherDefaults.map(({ parameter, engine, elasticache }) =>
      comment(`${parameter}: ${elasticache} in ElastiCache, ${engine} in the engine`),
    ),
    ...(leftOut.length === 0 ? [] : ['', '# Not carried over:']),
    ...leftOut.map(({ line, name, reason }) =>
      comment(`line ${String(line)}${name === null ? '' : `, ${name}`}: ${reason}`),
    ),
  ];
}

function comment(words: string): string {
  return `#   ${words}`;
}

function inShell(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

function inYaml(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

function inTerraform(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[$%](?=\{)/g, '$&$&')}"`;
}
