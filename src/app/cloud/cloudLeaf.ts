import type { Failure } from '../../core/model/failure';
import { markdownTable } from '../desk/markdownTable';
import { t } from '../../core/model/t';
import { COMMANDS } from '../ids';
import type { Node } from '../tree/node';

/** A row with nothing beneath it. */
export function cloudLeaf(id: string, label: string, icon: string): Node {
  return { id, label, icon, context: 'cloud.detail', subject: '', children: [] };
}

/** That AWS is being asked. */
export function busyNode(parent: string): Node {
  return { ...cloudLeaf(`${parent}/busy`, t('Asking AWS…'), 'loading~spin'), context: 'cloud.busy' };
}

/** That the user ended the asking, and a click that asks again. @param subject what is asked again */
export function cancelledNode(parent: string, subject: string): Node {
  return {
    ...cloudLeaf(`${parent}/cancelled`, t('Cancelled'), 'circle-slash'),
    description: t('Retry'),
    context: 'problem.cancelled',
    subject,
    command: COMMANDS.refreshCaches,
  };
}

/**
 * What is wrong of several listings: a row for each way of going wrong, since most go wrong together.
 * @param subject what is asked again
 */
export function problemNodes(id: string, failures: readonly Failure[], subject: string): Node[] {
  return [...new Set(failures.map(({ code }) => code))].map((code): Node => {
    const alike = failures.filter((failure) => failure.code === code);
    const [first, ...others] = alike;
    if (first === undefined) throw new Error('a code comes of a failure');
    const node = problemNode(id, first, subject);
    const more = others.filter(({ why }) => why !== first.why);
    if (more.length === 0) return node;
    return {
      ...node,
      label: t('{0} And {1} more.', node.label, more.length),
      description: [...new Set(alike.map(({ next }) => next))].join(' '),
      tooltip: markdownTable(
        first.what,
        [first, ...more].flatMap(({ why, next }) => [[t('Why'), why] as const, [t('Next'), next] as const]),
      ),
    };
  });
}

/**
 * What is wrong, and a click that mends it where there is one. That nothing was chosen yet is no error.
 * @param subject what is asked again; all of it if absent
 */
export function problemNode(id: string, { code, what, why, next }: Failure, subject = ''): Node {
  const chosen = code !== 'aws.region';
  return {
    ...cloudLeaf(
      `${id}/${code}`,
      `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
      chosen ? 'error' : 'globe',
    ),
    ...(chosen ? { colour: 'problemsErrorIcon.foreground' } : {}),
    description: next,
    tooltip: markdownTable(what, [
      [t('Why'), why],
      [t('Next'), next],
    ]),
    subject,
    context: code === 'aws.signIn' ? 'problem.signIn' : 'problem.cloud',
    command:
      code === 'aws.signIn'
        ? COMMANDS.signInToAws
        : code === 'aws.region'
          ? COMMANDS.selectRegions
          : code === 'aws.credentials'
            ? COMMANDS.selectProfile
            : COMMANDS.refreshCaches,
  };
}
