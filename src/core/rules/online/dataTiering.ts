import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** No data tiering. */
export const onlineDataTiering = prerequisite({
  id: 'online.dataTiering',
  what: 'a target with data tiering',
  why: 'Nodes of the family r6gd cannot be the target of an online migration.',
  unmet: ({ places }) =>
    places.target.dataTiering === true || places.target.nodeType?.startsWith('cache.r6gd.') === true
      ? {
          message: t('The target has data tiering, which an online migration does not allow'),
          evidence:
            places.target.nodeType === null
              ? t('its node type is one with data tiering')
              : t('its node type is {0}', places.target.nodeType),
          fix: t('Choose a node type without data tiering, or use the copy.'),
        }
      : null,
});
