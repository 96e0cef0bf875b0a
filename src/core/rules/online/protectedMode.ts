import { t } from '../../model/t';
import { settingOf } from '../settingOf';
import { prerequisite } from './prerequisite';

/** The source lets strangers in. */
export const onlineProtectedMode = prerequisite({
  id: 'online.protectedMode',
  what: 'protected-mode on the source',
  why: 'It turns away every connection from another machine as long as no password is set.',
  unmet: ({ facts }) =>
    settingOf(facts.source, 'protected-mode') === 'yes'
      ? {
          message: t('The source is in protected mode and turns the nodes of the target away'),
          evidence: t('CONFIG GET protected-mode says yes'),
          command: { end: 'source', text: 'CONFIG SET protected-mode no' },
          fix: t('CONFIG SET protected-mode no for the time of the migration, behind rules of the network.'),
        }
      : null,
});
