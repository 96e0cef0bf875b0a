import { prerequisite } from './prerequisite';

/** No data tiering. */
export const onlineDataTiering = prerequisite({
  id: 'online.dataTiering',
  what: 'a target with data tiering',
  why: 'Nodes of the family r6gd cannot be the target of an online migration.',
  unmet: ({ places }) =>
    places.target.dataTiering === true || places.target.nodeType?.startsWith('cache.r6gd.') === true
      ? {
          message: 'The target has data tiering, which an online migration does not allow',
          evidence: `its node type is ${places.target.nodeType ?? 'one with data tiering'}`,
          fix: 'Choose a node type without data tiering, or use the copy.',
        }
      : null,
});
