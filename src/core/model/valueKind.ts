/** What TYPE answers; `module` stands for every type that a module defines. */
export type ValueKind = 'string' | 'list' | 'set' | 'zset' | 'hash' | 'stream' | 'module' | 'unknown';
