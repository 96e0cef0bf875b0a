import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** The nodes reach the source by its private address. */
export const onlineNetwork = prerequisite({
  id: 'online.network',
  what: 'a source outside the network of the target',
  why: 'The nodes of the target connect to the private address of an EC2 instance in their VPC or in one that is peered with it.',
  unmet: ({ places }) =>
    places.target.sameNetwork === false
      ? {
          message: t('The source is not in the VPC of the target, nor in one that is peered with it'),
          evidence: t('the networks of the two have nothing in common'),
          fix: t('Peer the networks, or run the copy where both can be reached.'),
        }
      : null,
});
