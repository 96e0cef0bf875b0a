import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** The target replicates in plain text. */
export const onlineTransitEncryption = prerequisite({
  id: 'online.transitEncryption',
  what: 'a target with in-transit encryption',
  why: 'AWS refuses a target that has it; it can be turned on after the migration.',
  unmet: ({ places, facts }) =>
    (places.target.inTransitEncryption ?? facts.target?.tls) === true
      ? {
          message: t('The target encrypts in transit, which an online migration does not allow'),
          evidence:
            places.target.inTransitEncryption === true
              ? t('in-transit encryption of the target is on')
              : t('the target answers by TLS'),
          fix: t(
            'Create the target without in-transit encryption and turn it on afterwards, or use the copy.',
          ),
        }
      : null,
});
