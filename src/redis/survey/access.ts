import type { AccessFacts } from '../../core/model/serverFacts';
import type { Lane, Reply } from '../lane';
import { pairsOf, textOf, textsOf } from './replies';

/**
 * Who gets in, and what the default user may do. Of users other than ours only their number is kept, and of passwords
 * nothing, though the server sends their hashes.
 * @param anonymous whether we got in without a name, a password and a certificate
 * @throws Failure `connect.*`
 */
export async function readAccess(lane: Lane, anonymous: boolean): Promise<AccessFacts> {
  const [user, rules, users] = await lane.pipeline([
    ['ACL', 'WHOAMI'],
    ['ACL', 'GETUSER', 'default'],
    ['ACL', 'USERS'],
  ]);
  const names = textsOf(users);
  const told = pairsOf(rules);
  return {
    user: textOf(user),
    // Who gives nothing is the default user, also where that may not be asked for, and before Redis 6.
    open: told === null ? (anonymous ? true : null) : defaultIs(told, 'nopass'),
    defaultUserUnlimited: told === null ? null : defaultIs(told, 'unlimited'),
    otherUsers: names === null ? null : names.filter((name) => name !== 'default').length,
  };
}

/** What ACL GETUSER tells of the default user: Redis 6 by flags, later by patterns too. */
function defaultIs(told: ReadonlyMap<string, Reply>, wanted: 'nopass' | 'unlimited'): boolean {
  const flags = textsOf(told.get('flags')) ?? [];
  if (!flags.includes('on')) return false;
  if (wanted === 'nopass') return flags.includes('nopass');
  const keys = told.get('keys');
  const patterns = textsOf(keys) ?? textOf(keys)?.split(' ') ?? [];
  const everyKey = flags.includes('allkeys') || patterns.includes('~*');
  const everyCommand = flags.includes('allcommands') || textOf(told.get('commands')) === '+@all';
  return everyKey && everyCommand;
}
