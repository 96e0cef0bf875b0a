import type { Waiting } from '../model/progress';
import { t } from '../model/t';

/** What a run waits for, to stand within or at the head of a line: `waiting for the target: it is full (maxmemory)…`. */
export function waitingText({ end, code }: Waiting): string {
  return end === 'source'
    ? t('waiting for the source: {0}…', why(code))
    : t('waiting for the target: {0}…', why(code));
}

function why(code: Waiting['code']): string {
  if (code === 'server.memory') return t('it is full (maxmemory)');
  if (code === 'server.readonly') return t('it takes no writes');
  if (code === 'server.disk') return t('it cannot save to its disk');
  return code === 'server.busy' ? t('it is not ready') : t('it cannot be reached');
}
