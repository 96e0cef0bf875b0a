import type { Directive } from '../../../../src/core/conf/catalogue';
import { DIRECTIVES, boundsOf, isKnown, kindOf, valuesOf } from '../../../../src/core/conf/catalogue';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';

/** A number from 0 to less than 1. */
type Chance = () => number;

/**
 * What a verdict on one line cannot be had for: it depends on files, users and devices of the machine or on how the server
 * was built, or the server is told otherwise by the lines that keep it to itself.
 */
const OUTSIDE =
  /^(dir|include|logfile|aclfile|loadmodule|unixsocketgroup|locale-collate|pidfile|daemonize|unixsocket|activedefrag|rdma-.*|tls-(?!auth-clients|prefer|session).*|cluster-enabled|supervised|syslog-.*|mptcp|repl-mptcp|bind|.*cpulist|oom-score-adj|disable-thp|watchdog-period|bind-source-addr|use-exit-on-panic|cluster-config-file|replicaof|slaveof|loglevel|port)$/;
/** These take memory or threads by their size. */
const COSTLY = /^(databases|cluster-databases|maxclients|io-threads|repl-backlog-size)$/;

/** A line that sets some directive to something, right, wrong, or at its bounds. */
export function randomLine(target: ConfTarget, chance: Chance): string {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
  const strange = chance() < 0.1;
  const tried = DIRECTIVES.filter((one) => !OUTSIDE.test(one.name) && (strange || isKnown(one, target)));
  const directive = chance() < 0.15 ? pick(tried.filter(({ name }) => name in SPECIAL)) : pick(tried);
  const [first = '', ...more] = SPECIAL[directive.name] ?? [];
  const value = first !== '' ? pick([first, ...more]) : valueOf(directive, target, pick);
  const name = chance() < 0.05 ? slip(directive.name, chance) : directive.name;
  const written = chance() < 0.05 ? name.toUpperCase() : name;
  const shape = chance();
  if (shape < 0.04) return written;
  if (shape < 0.07) return `${written} ${value} ${value}`;
  if (shape < 0.1) return `${written} ${value} # why`;
  if (shape < 0.16) return `\t${written}  ${quoted(value, '"')} `;
  if (shape < 0.2) return `${written} ${quoted(value, "'")}\r`;
  if (shape < 0.22) return `${written} "${value}`;
  return value === '' || (value.includes(' ') && chance() < 0.5)
    ? `${written} ${quoted(value, '"')}`
    : `${written} ${value}`;
}

function valueOf(directive: Directive, target: ConfTarget, pick: <T>(all: readonly T[]) => T): string {
  const wrong = [
    '',
    'abc',
    '1.5',
    '-1',
    '99999999999999999999',
    '1kbb',
    '10%',
    '0x10',
    ' 1',
    '+5',
    'yes',
    'none',
  ];
  const kind = kindOf(directive, target);
  if (kind === 'bool' || kind === 'ignored') return pick(['yes', 'no', 'YES', 'No', 'true', '1', '', 'y']);
  if (kind === 'enum') {
    const words = valuesOf(directive, target);
    return pick([...words, ...words, 'nosuch', '', 'Yes']);
  }
  const { min, max } = boundsOf(directive, target);
  if (min !== null || max !== null) {
    const costly = COSTLY.test(directive.name);
    const numbers = [
      ...(min === null ? [] : [min, min + 1n, min - 1n]),
      ...(max === null || costly ? [] : [max, max - 1n, max + 1n]),
      ...[16n, 100n, 4096n].filter((number) => !costly || number < 100n),
    ].map(String);
    return pick([...numbers, ...numbers, '1kb', '2M', ...(costly ? [] : ['5gB']), ...wrong]);
  }
  if (/(filename|dirname)$/.test(directive.name)) return pick(['value', '', '.a', 'a b', 'a/b', 'a\\b']);
  return pick([
    ...[
      'value',
      '1',
      '"',
      'a b',
      'a/b',
      'x'.repeat(300),
      'a#b',
      '{title}',
      '{nosuch}',
      '300.1.1.1',
      '10.0.0.1',
    ],
    ...['a_b!', 'fe80::1'],
  ]);
}

/** Forms of their own. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  save: ['900 1', '900', '0 1', '900 1 60 10', 'x 1', '900 -1', '1 1 1', '60 1x', 'off'],
  'client-output-buffer-limit': [
    ...[
      'normal 0 0 0',
      'pubsub 32mb 8mb 60',
      'replica 1gb 1gb 0',
      'slave 1 1 1',
      'master 0 0 0',
      'normal 0 0',
    ],
    ...['normal 0 0 0 pubsub 1 1 1', 'normal 1kbb 0 0', 'normal 0 0 -1', 'normal 0 0 1s', 'NORMAL 1k 1k 1'],
  ],
  'notify-keyspace-events': ['KEA', 'Ex', 'Kn', 'd', 't', 'o', 'c', 'KEQ', 'yes', 'g$lshzxe', 'm'],
  'oom-score-adj-values': ['0 200 800', '0 0', '0 0 2001', '-2000 1 2', '1.5 2 3'],
  'latency-tracking-info-percentiles': ['50 99 99.9', '101', '-1', '50,99', '0', 'nan', '100'],
  'rename-command': [
    'KEYS x',
    'NOSUCH x',
    'GET SET',
    'HEXPIRE ""',
    'COMMANDLOG ""',
    'FLUSHALL ""',
    'XADD',
    'msetex y',
  ],
  user: [
    ...[
      'a on >p ~* +@all',
      'a on +nosuch',
      'a on #abc',
      'a <p',
      'a on (~x +get)',
      'a on (~x',
      'a %R~x +get',
      'a &x',
    ],
    ...[
      'a resetchannels',
      'a -config|set',
      'a +config|set',
      'a +config|nosuch',
      'a +get|x',
      'a alldbs',
      'a +hexpire',
    ],
    ...[
      'a +@stream',
      'a +@nosuch',
      'a bogus',
      'a sanitize-payload',
      'a nopass allkeys',
      'a ~* ~x',
      'a +commandlog',
      'a',
    ],
    ...[
      'a +vadd',
      'a -@all +ping',
      'a reset',
      'a clearselectors',
      'a %W~ +set',
      'a %X~ +set',
      'a +',
      'a allchannels &x',
    ],
  ],
  sentinel: ['monitor a 127.0.0.1 1 1', 'foo'],
  'proc-title-template': ['"{title} {port}"', '{bad}', '{title}', 'x', '{', '{unixsocket}x'],
};

function quoted(value: string, quote: string): string {
  return `${quote}${value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}

function slip(name: string, chance: Chance): string {
  const at = Math.floor(chance() * name.length);
  return name.slice(0, at) + name.slice(at + 1);
}
