import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** The source asks for no password. */
export const onlineAuth = prerequisite({
  id: 'online.auth',
  what: 'a source that asks for a password',
  why: 'The nodes of the target have none to give.',
  unmet: ({ facts }) =>
    facts.source?.access.open === false
      ? {
          message: t('The source asks for a password, which an online migration cannot give'),
          evidence: t('its default user does not get in without one'),
          fix: t(
            'Take the password away for the time of the migration, inside a closed network; or use the copy.',
          ),
        }
      : null,
});
