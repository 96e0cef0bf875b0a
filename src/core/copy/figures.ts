import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';
import type { DumpRequest } from '../ports';
import type { KeyChoice } from './selection';
import { t } from '../model/t';

/** What a choice by size or idle time needs to be told of every key. */
export type Figures = Pick<DumpRequest, 'wantSizes' | 'wantEviction'>;

/**
 * What to ask of the source's keys for a choice.
 * @throws Failure `server.error` when it is by idle time and the source keeps none, or does not say whether it does
 */
export function figuresOf(choice: KeyChoice, source: Pick<Profile, 'maxMemoryPolicy'>): Figures {
  const { minBytes, maxBytes, minIdle, maxIdle } = choice;
  const bySize = minBytes !== undefined || maxBytes !== undefined;
  const byIdle = minIdle !== undefined || maxIdle !== undefined;
  const { maxMemoryPolicy } = source;
  if (byIdle && (maxMemoryPolicy === null || maxMemoryPolicy.endsWith('-lfu'))) {
    throw new Failure('server.error', {
      what: t('Could not choose keys by the time since they were used'),
      why:
        maxMemoryPolicy === null
          ? t('the source does not tell its maxmemory-policy, on which it depends whether it keeps that time')
          : t('the source has the policy {0}, under which it does not keep that time', maxMemoryPolicy),
      next: t('Choose by something else, or set another maxmemory-policy there.'),
    });
  }
  return { ...(bySize ? { wantSizes: true } : {}), ...(byIdle ? { wantEviction: 'idle' } : {}) };
}
