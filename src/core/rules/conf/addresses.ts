import { isAtLeast, isRedisBefore } from '../../conf/confTarget';
import type { ConfTarget } from '../../conf/confTarget';
import { readLoosely } from '../../conf/numbers';
import { t } from '../../model/t';
import { CONFIG_DOCS, REPLICATION_DOCS, valueRule } from './confRule';

/** The port of a primary. */
export const primaryAddress = valueRule(
  { id: 'conf.replicaof', what: 'a primary is not a host and a port', docs: REPLICATION_DOCS },
  ({ name, values: [host = '', port = ''] }, target) => {
    if ((name !== 'replicaof' && name !== 'slaveof') || isRedisBefore(target, '6.0')) return null;
    if (host.toLowerCase() === 'no' && port.toLowerCase() === 'one') return null;
    const number = readLoosely(port);
    if (/^\s*[+-]?\d*$/.test(port) && number >= 0n && number <= 65535n) return null;
    return {
      message: t('{0} takes a host and a port from 0 to 65535, or no one', name),
      fix: t('Write such as 10.0.0.5 6379.'),
      arg: 1,
    };
  },
);

/** What no human name of a node holds, as each of these servers was seen to refuse it. */
function strangeInNodename(target: ConfTarget): RegExp {
  if (isAtLeast(target, 'valkey', '9.1.2')) return /[\s!#$%&()*+,;<=>?@[\]^{|}~]/;
  if (isAtLeast(target, 'redis', '8.6.3')) return /[\s!#$%&()*+:;<>?@[\]^{|}~]/;
  return /[!#$%&()*+:;<>?@[\]^{|}~]/;
}

/** Addresses and names that a node of a cluster announces. */
export const announcedNames = valueRule(
  { id: 'conf.announced', what: 'an announced address or name is not one', docs: CONFIG_DOCS },
  ({ name, values: [value = ''] }, target) => {
    if (value === '') return null;
    switch (name) {
      case 'cluster-announce-ip':
        if (
          isAtLeast(target, 'valkey', '9.1.2') ? !/[#{}]/.test(value) : !isAtLeast(target, 'redis', '8.6.3')
        ) {
          return null;
        }
        if (isIpv4(value) || isIpv6(value)) return null;
        return {
          message: t('{0} is an IPv4 or IPv6 address', name),
          fix: t('Write the whole address.'),
          arg: 0,
        };
      case 'cluster-announce-client-ipv4':
        if (isIpv4(value)) return null;
        return { message: t('{0} is an IPv4 address', name), fix: t('Write such as 10.0.0.5.'), arg: 0 };
      case 'cluster-announce-client-ipv6':
        if (isIpv6(value)) return null;
        return { message: t('{0} is an IPv6 address', name), fix: t('Write such as fd00::5.'), arg: 0 };
      case 'cluster-announce-hostname':
        if (value.length < 256 && /^[a-z\d.-]*$/i.test(value)) return null;
        return {
          message: t('{0} is fewer than 256 letters, digits, dots and hyphens', name),
          fix: t('Write a host name.'),
          arg: 0,
        };
      case 'cluster-announce-human-nodename': {
        if (!strangeInNodename(target).test(value)) return null;
        return {
          message: t("{0} holds a character that a node's name cannot have", name),
          fix: t('Use letters, digits, dots, hyphens and underscores.'),
          arg: 0,
        };
      }
      default:
        return null;
    }
  },
);

function isIpv4(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** True for what looks like one. */
function isIpv6(value: string): boolean {
  return value.includes(':') && /^[\da-f:.]+$/i.test(value);
}
