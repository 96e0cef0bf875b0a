import type { PairEnd } from './endpointPair';
import { fieldOf } from './fieldOf';
import type { PageMessage } from './messages';

/** The ids of a pair, as far as a kept state gives them. */
export interface PairIds {
  readonly source: string;
  readonly target: string | null;
}

/** Ids are UUIDs, or hold a name; what is much longer is no id of ours. */
const MAX_ID = 1000;
/** Characters; no fix and no list of steps of ours is as long. */
const MAX_TEXT = 10_000;

/**
 * A message of the page, proved: a page is as trustworthy as everything that ever ran in it. The answer is built anew,
 * so that nothing but the known fields gets through. Null for anything else; never throws.
 */
export function readPageMessage(value: unknown): PageMessage | null {
  const type = fieldOf(value, 'type');
  switch (type) {
    case 'page.ready': {
      const showsCheck = fieldOf(value, 'showsCheck');
      return typeof showsCheck === 'boolean' ? { type, showsCheck } : null;
    }
    case 'endpoint.edit':
    case 'tunnel.setUp': {
      const end = fieldOf(value, 'end');
      return isEnd(end) ? { type, end } : null;
    }
    case 'report.export': {
      const format = fieldOf(value, 'format');
      return format === 'markdown' || format === 'json' ? { type, format } : null;
    }
    case 'text.copy': {
      const text = fieldOf(value, 'text');
      return typeof text === 'string' && text.length > 0 && text.length <= MAX_TEXT ? { type, text } : null;
    }
    case 'setting.use': {
      const rule = fieldOf(value, 'rule');
      return isId(rule) ? { type, rule } : null;
    }
    case 'check.again':
    case 'copy.open':
    case 'target.choose':
    case 'log.show':
      return { type };
    default:
      return null;
  }
}

/** The ids in what a page kept, of whatever version; null when there are none. Never throws. */
export function readPairIds(state: unknown): PairIds | null {
  const pair = fieldOf(state, 'pair');
  const source = fieldOf(fieldOf(pair, 'source'), 'id');
  if (!isId(source)) return null;
  const target = fieldOf(pair, 'target');
  if (target === null) return { source, target };
  const targetId = fieldOf(target, 'id');
  return isId(targetId) ? { source, target: targetId } : null;
}

function isEnd(value: unknown): value is PairEnd {
  return value === 'source' || value === 'target';
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_ID;
}
