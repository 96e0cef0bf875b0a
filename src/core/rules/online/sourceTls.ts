import { t } from '../../model/t';
import { settingOf } from '../settingOf';
import { prerequisite } from './prerequisite';

/** The source has a port without TLS. */
export const onlineSourceTls = prerequisite({
  id: 'online.sourceTls',
  what: 'a source that is reached by TLS only',
  why: 'The nodes of the target connect without TLS.',
  basis: 'inferred',
  unmet: ({ facts }) =>
    settingOf(facts.source, 'port') === '0'
      ? {
          message: t('The source has no port without TLS, and an online migration uses none'),
          evidence: t('its setting "port" is 0'),
          fix: t('Open a plain port inside the VPC for the time of the migration, or use the copy.'),
        }
      : null,
});
