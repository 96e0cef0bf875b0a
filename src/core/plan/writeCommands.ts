/** Commands that change keys, in lower case: those that applications use, not those of administration. */
const WRITES: ReadonlySet<string> = new Set(
  [
    'append bitfield bitop blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin copy decr decrby del',
    'expire expireat flushall flushdb geoadd georadius geosearchstore getdel getex getset hdel hexpire hexpireat',
    'hgetdel hgetex hincrby hincrbyfloat hmset hpersist hpexpire hpexpireat hset hsetex hsetnx incr incrby',
    'incrbyfloat linsert lmove lmpop lpop lpush lpushx lrem lset ltrim migrate move mset msetnx persist pexpire',
    'pexpireat pfadd pfmerge psetex rename renamenx restore rpop rpoplpush rpush rpushx sadd sdiffstore set',
    'setbit setex setnx setrange sinterstore smove sort spop srem sunionstore unlink vadd vrem vsetattr xack',
    'xadd xautoclaim xclaim xdel xgroup xreadgroup xsetid xtrim zadd zdiffstore zincrby zinterstore zmpop zpopmax',
    'zpopmin zrangestore zrem zremrangebylex zremrangebyrank zremrangebyscore zunionstore',
  ]
    .join(' ')
    .split(' '),
);

/** How often each command was called since a server started, in lower case; subcommands as `xgroup|create`. */
export type CommandCalls = Readonly<Record<string, number>>;

/** Commands that change keys and were called in between, with how often; the most frequent first. */
export function writesBetween(before: CommandCalls, after: CommandCalls): (readonly [string, number])[] {
  return Object.entries(after)
    .flatMap(([command, calls]) => {
      const more = calls - (before[command] ?? 0);
      return more > 0 && WRITES.has(command.split('|')[0] ?? '') ? [[command, more] as const] : [];
    })
    .sort(([, one], [, other]) => other - one);
}
