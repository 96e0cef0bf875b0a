import type { Finding, Severity } from '../model/finding';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * Findings as a SARIF 2.1.0 log, the form that code scanners exchange.
 * @param version of this tool
 * @param file the configuration file that the places of findings are in, unless they name another; absent for findings on servers
 */
export function sarif(
  findings: readonly (Finding & { readonly file?: string })[],
  version: string,
  file?: string,
): unknown {
  const rules = [...new Map(findings.map(({ rule, docs }) => [rule, docs]))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'elasticache-migrator',
            version,
            rules: rules.map(([id, helpUri]) => ({ id, helpUri })),
          },
        },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          level: LEVELS[finding.severity],
          message: { text: `${finding.message}: ${finding.evidence}. ${finding.fix}` },
          ...(file === undefined ? {} : { locations: [locationOf(finding, finding.file ?? file)] }),
        })),
      },
    ],
  };
}

function locationOf({ line, column, endLine, endColumn }: Finding, file: string): unknown {
  const region =
    line === undefined ? {} : { region: { startLine: line, startColumn: column, endLine, endColumn } };
  return { physicalLocation: { artifactLocation: { uri: file }, ...region } };
}
