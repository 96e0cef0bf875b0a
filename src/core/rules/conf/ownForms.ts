import { isAtLeast, isRedisBefore } from '../../conf/confTarget';
import { readLoosely } from '../../conf/numbers';
import { t } from '../../model/t';
import { CONFIG_DOCS, valueRule } from './confRule';

/** Names of files that must be no paths, and paths that must be something. */
export const fileNames = valueRule(
  { id: 'conf.file', what: 'a file name is a path, or nothing', docs: CONFIG_DOCS },
  ({ name, values: [value = ''] }, target) => {
    const bare = name === 'dbfilename' || name === 'appendfilename' || name === 'appenddirname';
    if (bare && /[/\\]/.test(value)) {
      return {
        message: t('{0} is a name, not a path', name),
        fix: t('Write the name only; the directive dir says where.'),
        arg: 0,
      };
    }
    const needed =
      name === 'dir' ||
      name === 'include' ||
      name === 'appenddirname' ||
      (name === 'dbfilename' && isAtLeast(target, 'valkey', '8.1')) ||
      (name === 'appendfilename' && !isRedisBefore(target, '7.0'));
    if (needed && value === '')
      return { message: t('{0} is empty', name), fix: t('Write a name, or remove the line.'), arg: 0 };
    return null;
  },
);

/** Percentiles of the latency histograms. */
export const percentiles = valueRule(
  { id: 'conf.percentiles', what: 'percentiles are not from 0 to 100', docs: CONFIG_DOCS },
  ({ name, values }) => {
    if (name !== 'latency-tracking-info-percentiles' || (values.length === 1 && values[0] === ''))
      return null;
    const arg = values.findIndex((value) => {
      // Hexadecimal ones are read, too: left to the server.
      if (/^[+-]?0x/i.test(value)) return false;
      return !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) || Number(value) < 0 || Number(value) > 100;
    });
    return arg < 0
      ? null
      : { message: t('{0} takes numbers from 0 to 100', name), fix: t('Write such as 50 99 99.9.'), arg };
  },
);

/** What the kernel's out-of-memory killer is told. */
export const oomScores = valueRule(
  { id: 'conf.oomScores', what: 'scores for the out-of-memory killer are out of bounds', docs: CONFIG_DOCS },
  ({ name, values }) => {
    if (name !== 'oom-score-adj-values') return null;
    const arg = values.findIndex((value) => {
      const score = readLoosely(value);
      return !/^\s*[+-]?\d*$/.test(value) || score < -2000n || score > 2000n;
    });
    return arg < 0
      ? null
      : {
          message: t('{0} takes three whole numbers from -2000 to 2000', name),
          fix: t('Write such as 0 200 800.'),
          arg,
        };
  },
);

/** Signals: saving and not saving at once. */
export const shutdownFlags = valueRule(
  { id: 'conf.shutdown', what: 'a shutdown is to save and not to save', docs: CONFIG_DOCS },
  ({ name, values }) => {
    if (name !== 'shutdown-on-sigint' && name !== 'shutdown-on-sigterm') return null;
    const flags = values.map((value) => value.toLowerCase());
    if (!flags.includes('save') || !flags.includes('nosave')) return null;
    return { message: t('{0} cannot hold both save and nosave', name), fix: t('Remove one of them.') };
  },
);

const TITLE_PARTS = ['title', 'listen-addr', 'server-mode', 'port', 'tls-port', 'unixsocket', 'config-file'];

/** The name of the process. */
export const titleTemplate = valueRule(
  { id: 'conf.title', what: 'a template of the process title cannot be filled in', docs: CONFIG_DOCS },
  ({ name, values: [value = ''] }) => {
    if (name !== 'proc-title-template') return null;
    const literal = value
      .replaceAll('{{', '')
      .replaceAll(/\{([^{}]*)\}/g, (whole, part: string) =>
        part === 'title' ? '' : TITLE_PARTS.includes(part) ? 'x' : whole,
      );
    if (!literal.includes('{') && literal.trim() !== '') return null;
    return {
      message:
        literal.trim() === ''
          ? t('{0} leaves nothing to show', name)
          : t('{0} names a part that there is not', name),
      fix: t('Use {0} and text.', TITLE_PARTS.map((part) => `{${part}}`).join(', ')),
      arg: 0,
    };
  },
);

/** Texts that are too long. Nothing of a password is repeated. */
export const textLength = valueRule(
  { id: 'conf.length', what: 'a text is too long', docs: CONFIG_DOCS },
  ({ name, values: [value = ''] }, target) => {
    const most =
      name === 'hash-seed' ? 256 : name === 'requirepass' && isRedisBefore(target, '6.2') ? 512 : Infinity;
    return value.length <= most
      ? null
      : { message: t('{0} has at most {1} characters', name, most), fix: t('Choose a shorter one.'), arg: 0 };
  },
);

/** Sentinel's own lines. */
export const sentinelLine = valueRule(
  { id: 'conf.sentinel', what: 'a line is for a Sentinel, not for a server', docs: CONFIG_DOCS },
  ({ name, values }) =>
    name !== 'sentinel' || values.length === 0
      ? null
      : {
          message: t('Only a Sentinel takes sentinel lines; a server refuses them'),
          fix: t('Move the line to sentinel.conf.'),
        },
);
