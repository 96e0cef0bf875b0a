import type { Redis } from 'ioredis';

/** Two function libraries for servers from 7.0 on, by name. */
export const functionLibraries: ReadonlyMap<string, string> = new Map([
  [
    'ecm_lab_counters',
    [
      '#!lua name=ecm_lab_counters',
      "redis.register_function('ecm_lab_add', function(keys, args)",
      "  return redis.call('INCRBY', keys[1], args[1])",
      'end)',
    ].join('\n'),
  ],
  [
    'ecm_lab_text',
    [
      '#!lua name=ecm_lab_text',
      '-- Grüße: code is bytes, not ASCII',
      "redis.register_function{function_name='ecm_lab_length', flags={'no-writes'},",
      "  callback=function(keys, args) return #redis.call('GET', keys[1]) end}",
    ].join('\n'),
  ],
]);

/** The function libraries of a server: the code by the name of the library. Needs 7.0 or later. */
export async function readFunctions(client: Redis): Promise<ReadonlyMap<string, string>> {
  const reply = (await client.call('FUNCTION', 'LIST', 'WITHCODE')) as unknown[][];
  const libraries = new Map<string, string>();
  for (const library of reply) {
    const fields = new Map<string, unknown>();
    for (let at = 0; at + 1 < library.length; at += 2) fields.set(String(library[at]), library[at + 1]);
    libraries.set(String(fields.get('library_name')), String(fields.get('library_code')));
  }
  return libraries;
}
