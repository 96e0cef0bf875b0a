import { hasCommand, hasSubcommands } from './commands';
import { isAtLeast, isRedisBefore } from './confTarget';
import type { ConfTarget } from './confTarget';

/** What is wrong with a rule of a `user` line. `syntax`: no such rule in this version. */
export type AclFault =
  'syntax' | 'hash' | 'missingPassword' | 'selector' | 'command' | 'category' | 'patterns';

/** A fault and the rule that has it, from 0. */
export interface FaultyRule {
  readonly fault: AclFault;
  readonly index: number;
}

const WORDS = [
  'on',
  'off',
  'nopass',
  'resetpass',
  'reset',
  'allkeys',
  'resetkeys',
  'allcommands',
  'nocommands',
];
const CATEGORIES = [
  ...['all', 'admin', 'bitmap', 'blocking', 'connection', 'dangerous', 'fast', 'geo', 'hash', 'hyperloglog'],
  ...['keyspace', 'list', 'pubsub', 'read', 'scripting', 'set', 'slow', 'sortedset', 'stream', 'string'],
  ...['transaction', 'write'],
];
const SHA256 = /^[\da-f]{64}$/;

/**
 * The first rule of a user that the server would refuse, or null.
 * @param rules the words behind the user's name
 * @param modules whether modules are loaded, which bring commands and categories of their own
 */
export function firstFaultyRule(
  rules: readonly string[],
  target: ConfTarget,
  modules: boolean,
): FaultyRule | null {
  const passwords = new Set<string>();
  let allKeys = false;
  let allChannels = false;
  let open = -1;
  for (const [index, rule] of rules.entries()) {
    if (open < 0 && rule.startsWith('(') && !isRedisBefore(target, '7.0')) open = index;
    if (open >= 0) {
      if (!rule.endsWith(')')) continue;
      const inner = rules
        .slice(open, index + 1)
        .join(' ')
        .slice(1, -1)
        .split(' ')
        .filter((word) => word !== '');
      const fault = inner.map((word) => accessFault(word, target, modules)).find((one) => one !== null);
      if (fault !== undefined) return { fault: 'selector', index: open };
      open = -1;
      continue;
    }
    const word = rule.toLowerCase();
    const fault =
      passwordFault(rule, passwords) ??
      (rule.startsWith('~') && allKeys && rule !== '~*' ? 'patterns' : null) ??
      (rule.startsWith('&') && allChannels && rule !== '&*' ? 'patterns' : null) ??
      (isPassword(rule) || isWord(word, target) ? null : accessFault(rule, target, modules));
    if (fault !== null) return { fault, index };
    if (word === '~*' || word === 'allkeys') allKeys = true;
    if (word === 'resetkeys' || word === 'reset') allKeys = false;
    if (word === '&*' || word === 'allchannels') allChannels = true;
    if (word === 'resetchannels' || word === 'reset') allChannels = false;
    if (word === 'reset' || word === 'resetpass' || word === 'nopass') passwords.clear();
  }
  return open < 0 ? null : { fault: 'selector', index: open };
}

function isPassword(rule: string): boolean {
  return /^[><#!]/.test(rule);
}

/** Keeps account of the passwords, since only one that is there can be taken away. */
function passwordFault(rule: string, passwords: Set<string>): AclFault | null {
  const rest = rule.slice(1);
  switch (rule.charAt(0)) {
    case '>':
      passwords.add(rest);
      return null;
    case '<':
      return passwords.delete(rest) ? null : 'missingPassword';
    case '#':
      if (!SHA256.test(rest)) return 'hash';
      passwords.add(`#${rest}`);
      return null;
    case '!':
      // It may be the hash of a password that stands here in plain text: left to the server.
      return SHA256.test(rest) ? null : 'hash';
    default:
      return null;
  }
}

function isWord(word: string, target: ConfTarget): boolean {
  if (WORDS.includes(word)) return true;
  if (word === 'allchannels' || word === 'resetchannels') return !isRedisBefore(target, '6.2');
  if (word === 'sanitize-payload' || word === 'skip-sanitize-payload') return !isRedisBefore(target, '6.2');
  return word === 'clearselectors' && !isRedisBefore(target, '7.0');
}

/** Keys, channels, databases and commands: what may stand in a selector too. */
function accessFault(rule: string, target: ConfTarget, modules: boolean): AclFault | null {
  const word = rule.toLowerCase();
  switch (rule.charAt(0)) {
    case '~':
      return null;
    case '&':
      return isRedisBefore(target, '6.2') ? 'syntax' : null;
    case '%':
      return isRedisBefore(target, '7.0') || !/^%(?=[rw])r?w?r?~/i.test(rule) ? 'syntax' : null;
    case '+':
    case '-':
      if (word.startsWith('@', 1)) return CATEGORIES.includes(word.slice(2)) || modules ? null : 'category';
      return modules || isCommand(word.slice(1), rule.startsWith('+'), target) ? null : 'command';
    default:
      if (/^(alldbs|resetdbs|db=[\d,]+)$/.test(word) && isAtLeast(target, 'valkey', '9.0')) return null;
      return ['allkeys', 'resetkeys', 'allcommands', 'nocommands', 'allchannels', 'resetchannels'].includes(
        word,
      ) && isWord(word, target)
        ? null
        : 'syntax';
  }
}

function isCommand(name: string, allowed: boolean, target: ConfTarget): boolean {
  const [command = '', argument] = name.split('|');
  if (!hasCommand(command, target)) return false;
  if (argument === undefined) return true;
  if (isRedisBefore(target, '7.0')) return allowed && argument !== '';
  // A command without sub-commands may be allowed with a first argument.
  return hasSubcommands(command, target) ? hasCommand(name, target) : allowed && argument !== '';
}
