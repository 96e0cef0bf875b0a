import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';

/** What a source was filled with. */
export interface Filled {
  readonly keys: number;
  /** Of names, members, fields and values: not what they take on the wire. */
  readonly bytes: number;
}

/** Strings of 100 bytes. */
export async function fillStrings(client: Redis, keys: number): Promise<Filled> {
  await client.call('DEBUG', 'POPULATE', keys, 'key', 100);
  let names = 0;
  for (let index = 0; index < keys; index++) names += 4 + String(index).length;
  return { keys, bytes: names + 100 * keys };
}

// Per thousand keys: 667 strings (a fifth with an expiry), 80 each of hash, list, set and sorted set of 20 elements of
// 20 bytes, 13 streams of 20 entries. A hash is what makes the values, so that they cannot be compressed.
const MIXED = `
local bytes = 0
local function word(seed) local w = string.sub(redis.sha1hex(seed), 1, 20); bytes = bytes + 20; return w end
for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
  local r = i % 1000
  local key
  if r < 667 then
    key = 'string:' .. i
    local value = ''
    for n = 1, 5 do value = value .. word(key .. n) end
    if r % 5 == 0 then redis.call('SET', key, value, 'EX', 86400) else redis.call('SET', key, value) end
  elseif r < 747 then
    key = 'hash:' .. i
    for n = 1, 20 do bytes = bytes + 3; redis.call('HSET', key, 'f' .. (n + 10), word(key .. n)) end
  elseif r < 827 then
    key = 'list:' .. i
    for n = 1, 20 do redis.call('RPUSH', key, word(key .. n)) end
  elseif r < 907 then
    key = 'set:' .. i
    for n = 1, 20 do redis.call('SADD', key, word(key .. n)) end
  elseif r < 987 then
    key = 'zset:' .. i
    for n = 1, 20 do bytes = bytes + 8; redis.call('ZADD', key, n * 1.5, word(key .. n)) end
  else
    key = 'stream:' .. i
    for n = 1, 20 do bytes = bytes + 5; redis.call('XADD', key, (1000 + n) .. '-1', 'field', word(key .. n)) end
  end
  bytes = bytes + #key
end
return bytes`;

/** Keys of all types. */
export async function fillMixed(client: Redis, keys: number): Promise<Filled> {
  const step = 5000;
  let bytes = 0;
  for (let from = 0; from < keys; from += step) {
    bytes += Number(await client.call('EVAL', MIXED, 0, from, Math.min(keys, from + step) - 1));
  }
  return { keys, bytes };
}

/** Strings of 1 MB that cannot be compressed. */
export async function fillMegabytes(client: Redis, keys: number): Promise<Filled> {
  const value = randomBytes(1_000_000);
  let names = 0;
  for (let index = 0; index < keys; index++) {
    const key = `large:${String(index)}`;
    names += key.length;
    value.writeUInt32LE(index);
    await client.set(key, value);
  }
  return { keys, bytes: names + keys * value.length };
}

/** One hash with fields of 1,000 bytes. */
export async function fillHuge(client: Redis, megabytes: number): Promise<Filled> {
  const step = 1000;
  const values = randomBytes(step * 1000);
  let names = 4;
  for (let megabyte = 0; megabyte < megabytes; megabyte++) {
    const pairs: (string | Buffer)[] = [];
    for (let index = 0; index < step; index++) {
      const field = String(megabyte * step + index);
      names += field.length;
      pairs.push(field, values.subarray(index * 1000, (index + 1) * 1000));
    }
    await client.hset('huge', ...pairs);
  }
  return { keys: 1, bytes: names + megabytes * 1_000_000 };
}
