/** What every connection of ours is called by CLIENT SETNAME, so that it is told from those of others. */
export const OUR_NAME = 'elasticache-migrator';
