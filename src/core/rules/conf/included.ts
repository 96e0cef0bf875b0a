import type { IncludeProblem } from '../../conf/followIncludes';
import type { Setting } from '../../conf/settings';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { CONFIG_DOCS, argsAt, shown } from './confRule';

/** What a file includes: that it is there, and that it does not include what includes it. */
export const included: ConfRule = {
  id: 'conf.include',
  severity: 'error',
  what: 'an included file is missing, includes itself, or is looked for in another folder than it seems',
  why: 'A server that cannot open an included file stops at its start; one that includes itself has it read on until it crashes.',
  docs: CONFIG_DOCS,
  evaluate({ settings, followed }) {
    const problems = new Map(followed.problems.map((problem) => [problem.line, problem]));
    let known = false;
    return settings.flatMap((setting): ConfFound[] => {
      const { name, fits, values, line } = setting;
      if (name === 'dir' && fits) known ||= values[0]?.startsWith('/') === true;
      if (name !== 'include' || !fits || followed.files.length + problems.size === 0) return [];
      const problem = problems.get(line);
      const sure = known || values[0]?.startsWith('/') === true;
      if (problem !== undefined) return [told(setting, problem, sure)];
      if (sure) return [];
      return [
        {
          severity: 'info',
          message: t('A server looks for it in the folder that it is started in, not in that of this file'),
          evidence: shown(setting),
          fix: t('Write the whole path.'),
          at: argsAt(setting),
        },
      ];
    });
  },
};

function told(setting: Setting, { kind, path }: IncludeProblem, sure: boolean): ConfFound {
  const found = { evidence: shown(setting), at: argsAt(setting) };
  switch (kind) {
    case 'circle':
      return {
        ...found,
        severity: 'error',
        message: t('{0} includes itself, by way of this line', path),
        fix: t('Remove one of the lines that make the circle.'),
      };
    case 'tooMuch':
      return {
        ...found,
        severity: 'warning',
        message: t('{0} was not read: what is included is too much already', path),
        fix: t('Check it by itself.'),
      };
    case 'unreadable':
      return {
        ...found,
        severity: 'warning',
        message: t('{0} was not read: it is too large, or closed to you', path),
        fix: t('See to it that the user of the server may read it, and check it by itself.'),
      };
    case 'missing':
      return {
        ...found,
        severity: sure ? 'error' : 'warning',
        message: sure
          ? t('{0} is not there', path)
          : t('{0} is not there; a server looks for it in the folder that it is started in', path),
        fix: sure ? t('Correct the path, or remove the line.') : t('Write the whole path.'),
      };
  }
}
