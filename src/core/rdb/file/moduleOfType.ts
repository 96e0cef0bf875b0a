/** Modules that name their types otherwise, by the names of these: as MODULE LIST calls them. */
const OWNERS: Readonly<Record<string, string>> = {
  'ReJSON-RL': 'ReJSON',
  'MBbloom--': 'bf',
  MBbloomCF: 'bf',
  'CMSk-TYPE': 'bf',
  'TopK-TYPE': 'bf',
  'TDIS-TYPE': 'bf',
  'TSDB-TYPE': 'timeseries',
  ft_index0: 'search',
};

/** The module that a type belongs to, by the name that MODULE LIST has for it; the type's own where that is not known. */
export function moduleOfType(type: string): string {
  return OWNERS[type] ?? type;
}
