import type { KeySample } from '../../core/model/keySample';
import { t } from '../../core/model/t';

/** A share, 0 to 1, in words: `62 %`, `< 1 %`; with how far it may be off `12.4 % ± 0.3`. */
export function shareText(share: number, off = 0): string {
  if (share > 0 && share < 0.01 && off < 0.005) return '< 1 %';
  if (off === 0) return `${String(Math.round(share * 100))} %`;
  const digits = off < 0.01 ? 1 : 0;
  return `${(share * 100).toFixed(digits)} % ± ${(off * 100).toFixed(digits)}`;
}

/** How far the share of a count may be off, as a sample's shares scatter: one standard deviation; 0 where every key was looked at. */
export function offBy({ complete, keys }: Pick<KeySample, 'complete' | 'keys'>, count: number): number {
  return complete || keys === 0 ? 0 : Math.sqrt(count * (1 - count / keys)) / keys;
}

/** The share of a count within a sentence: `62 %`, and `about 62 %` where not every key was looked at. */
export function roughly({ complete, keys }: Pick<KeySample, 'complete' | 'keys'>, count: number): string {
  const share = shareText(keys === 0 ? 0 : count / keys);
  return complete || share.startsWith('<') ? share : t('about {0}', share);
}

/** What the sizes of keys are parts of. */
export function sizedBy({ sizesBy }: Pick<KeySample, 'sizesBy'>): string {
  return sizesBy === 'file' ? t('the content') : t('the memory');
}

/** With a capital, as a sentence begins. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
