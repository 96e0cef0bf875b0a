import { t } from '../model/t';
import type { RouteVerdict } from '../model/route';

/** What came of judging a route, in a word. */
export const VERDICT_WORDS: Readonly<Record<RouteVerdict, string>> = {
  ready: t('ready'),
  risky: t('risky'),
  blocked: t('blocked'),
};
