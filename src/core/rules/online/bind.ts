import { t } from '../../model/t';
import { boundToItself } from './boundToItself';
import { prerequisite } from './prerequisite';

/** The source listens where the target can reach it. */
export const onlineBind = prerequisite({
  id: 'online.bind',
  what: 'a source that listens on its own machine only',
  why: 'The nodes of the target connect from another machine.',
  unmet({ facts }) {
    const addresses = boundToItself(facts.source);
    if (addresses === null) return null;
    return {
      message: t('The source listens on its own machine only'),
      evidence: t('CONFIG GET bind says {0}', addresses),
      fix: t('Add the private address of its machine to "bind", or run the copy on that machine.'),
    };
  },
});
