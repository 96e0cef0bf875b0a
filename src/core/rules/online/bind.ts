import { settingOf } from '../settingOf';
import { prerequisite } from './prerequisite';

const LOOPBACK = /^-?(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** The source listens where the target can reach it. */
export const onlineBind = prerequisite({
  id: 'online.bind',
  what: 'a source that listens on its own machine only',
  why: 'The nodes of the target connect from another machine.',
  unmet({ facts }) {
    const bind = settingOf(facts.source, 'bind');
    const addresses = bind?.split(/\s+/).filter((address) => address !== '') ?? [];
    if (addresses.length === 0 || !addresses.every((address) => LOOPBACK.test(address))) return null;
    return {
      message: 'The source listens on its own machine only',
      evidence: `CONFIG GET bind says ${addresses.join(' ')}`,
      fix: 'Add the private address of its machine to "bind", or run the copy on that machine.',
    };
  },
});
