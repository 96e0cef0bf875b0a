import { t } from '../../model/t';
import { userGuide } from '../pages';
import { settingOf } from '../settingOf';
import type { Rule } from '../rule';

/** Notifications are off unless the target is told otherwise. */
export const keyspaceNotifications: Rule = {
  id: 'clients.notifications',
  severity: 'warning',
  what: 'keyspace notifications that the target does not send',
  why: 'Applications that wait for them (for keys that expire, say) hear nothing after the cutover.',
  docs: userGuide('ParameterGroups.Engine'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const wanted = settingOf(facts.source, 'notify-keyspace-events') ?? '';
    const given = settingOf(facts.target, 'notify-keyspace-events') ?? '';
    if (wanted === '' || covers(given, wanted)) return [];
    const serverless = places.target.kind === 'serverless';
    return [
      {
        severity: 'warning',
        message: serverless
          ? t('The source sends keyspace notifications, and a serverless cache sends none')
          : t('The source sends keyspace notifications that the target is not known to send'),
        evidence:
          given === ''
            ? t('notify-keyspace-events is "{0}" on the source, empty or not told on the target', wanted)
            : t('notify-keyspace-events is "{0}" on the source, "{1}" on the target', wanted, given),
        fix: serverless
          ? t('Choose a node-based cache, or let the application do without.')
          : t(
              'Set notify-keyspace-events in the parameter group (or configuration) of the target; in a cluster, subscribe on every node.',
            ),
      },
    ];
  },
};

/** Events that the letter A stands for. */
const ALL = 'g$lshztxed';

/** Whether the target sends all that the source sends. */
function covers(given: string, wanted: string): boolean {
  return Array.from(wanted).every(
    (letter) => given.includes(letter) || (given.includes('A') && ALL.includes(letter)),
  );
}
