import { defaultOf } from '../../conf/catalogue';
import { familyFor, hasParameter, isAllowed, readinessOf } from '../../conf/elasticache';
import type { Readiness } from '../../conf/elasticache';
import { targetName } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { inWords } from '../../conf/inWords';
import { readMemory } from '../../conf/numbers';
import type { Setting } from '../../conf/settings';
import { t } from '../../model/t';
import type { ConfEvidence, ConfFound, ConfRule } from './confRule';
import { isCounting, shown, wordAt } from './confRule';

const DOCS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html';
const VERSIONS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html';
const KNOWN: Readonly<Record<Readiness['known'], string>> = {
  documented: t('documented'),
  partly: t('partly inferred'),
  inferred: t('inferred'),
};

/** What becomes of each setting in ElastiCache. What is the default anyway, of the engine and of ElastiCache, is not told. */
export const elasticacheSettings: ConfRule = {
  id: 'elasticache.setting',
  severity: 'warning',
  what: 'a setting is not carried over to ElastiCache as it is',
  why: 'There is no redis.conf: a parameter group, a field of the API or the service decides.',
  docs: DOCS,
  evaluate(evidence) {
    const { settings, target } = evidence;
    const { family } = familyFor(target);
    return settings.flatMap((setting) => {
      if (!setting.fits || !isCounting(setting, evidence)) return [];
      const readiness = setting.directive === null ? null : readinessOf(setting.directive.name, family);
      if (readiness === null || isDefault(setting, readiness, target)) return [];
      const at = wordAt(setting, setting.word);
      const sure = `${shown(setting)} (${KNOWN[readiness.known]})`;
      return [{ at, evidence: sure, ...verdict(setting, readiness, evidence, family) }];
    });
  },
};

/** Whether ElastiCache runs that version. */
export const elasticacheEngine: ConfRule = {
  id: 'elasticache.engine',
  severity: 'warning',
  what: 'ElastiCache does not run that version',
  why: 'The parameters that are told are those of another family.',
  docs: VERSIONS,
  evaluate({ target }) {
    const { family, exact } = familyFor(target);
    if (exact) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'ElastiCache does not run {0}: parameters are those of the family {1}',
          targetName(target),
          family,
        ),
        evidence: t('Redis OSS ends with 7.1 there; Valkey begins with 7.2'),
        fix: t(
          'Check the file again for the version that you move to: by a line "# engine: valkey 9.1", or --engine valkey --engine-version 9.1.',
        ),
        at: { line: 0, start: 0, end: 0 },
      },
    ];
  },
};

function verdict(
  setting: Setting,
  readiness: Readiness,
  { target }: ConfEvidence,
  family: string,
): Pick<ConfFound, 'severity' | 'message' | 'fix'> {
  const { name, values } = setting;
  const { parameter = name, field } = readiness;
  const { why, serverless, allowed = '', standard } = inWords(readiness);
  const less = serverless === undefined ? [] : [t('In serverless caches: {0}.', serverless)];
  const fix = [why, ...less].join(' ');
  switch (readiness.verdict) {
    case 'creation':
      return {
        severity: 'info',
        message: t('{0} is chosen when the cache is created', name),
        fix: [why, ...(field === undefined ? [] : [t('API: {0}.', field)]), ...less].join(' '),
      };
    case 'managed':
      return { severity: 'info', message: t('{0} is up to ElastiCache', name), fix };
    case 'not-available':
      return { severity: 'warning', message: t('ElastiCache has nothing for {0}', name), fix };
    case 'settable':
  }
  if (!hasParameter(readiness, family)) {
    const message = t('Parameter groups of the family {0} do not have {1}', family, parameter);
    return { severity: 'warning', message, fix };
  }
  const limits = name === 'client-output-buffer-limit';
  if (limits && /^(replica|slave)$/i.test(values[0] ?? '')) {
    return { severity: 'info', message: t('The limit for replicas is up to ElastiCache'), fix };
  }
  const [value = ''] = values;
  if (!limits && name !== 'rename-command' && !isAllowed(readiness, value, target)) {
    const message = t('ElastiCache does not take this value for its parameter {0}', parameter);
    return {
      severity: 'warning',
      message,
      fix: [t('Choose one of what it takes: {0}.', allowed), ...less].join(' '),
    };
  }
  return {
    severity: 'info',
    message: limits
      ? t('{0} is set by parameters {1} of a group of the family {2}', name, parameter, family)
      : t('{0} is set by the parameter {1} of a group of the family {2}', name, parameter, family),
    fix: [why, ...(standard === undefined ? [] : [t('Its default there is {0}.', standard)]), ...less].join(
      ' ',
    ),
  };
}

/** True when the engine has that value anyway, there as here. */
function isDefault(setting: Setting, readiness: Readiness, target: ConfTarget): boolean {
  const value = setting.directive === null ? null : defaultOf(setting.directive, target);
  if (value === null || !isSame(setting, value, target)) return false;
  return readiness.default === undefined || isSame(setting, readiness.default, target);
}

function isSame({ values, kind }: Setting, value: string, target: ConfTarget): boolean {
  const set = values.join(' ');
  if (set.toLowerCase() === value.toLowerCase()) return true;
  return kind === 'memory' && readMemory(set, target) === readMemory(value, target);
}
