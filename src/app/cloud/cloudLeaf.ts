import type { Failure } from '../../core/model/failure';
import { markdownTable } from '../desk/markdownTable';
import { COMMANDS } from '../ids';
import type { Node } from '../tree/node';

/** A row with nothing beneath it. */
export function cloudLeaf(id: string, label: string, icon: string): Node {
  return { id, label, icon, context: 'cloud.detail', subject: '', children: [] };
}

/** That AWS is being asked. */
export function busyNode(parent: string): Node {
  return { ...cloudLeaf(`${parent}/busy`, 'Asking AWS…', 'loading~spin'), context: 'cloud.busy' };
}

/** What is wrong, and a click that mends it where there is one. That nothing was chosen yet is no error. */
export function problemNode(id: string, { code, what, why, next }: Failure): Node {
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
      ['Why', why],
      ['Next', next],
    ]),
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
