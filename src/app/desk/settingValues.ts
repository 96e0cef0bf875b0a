import { Failure } from '../../core/model/failure';
import { SETTINGS } from '../ids';
import { t } from '../../core/model/t';

/** The value of a setting by its name without the section, as the editor keeps it; undefined when there is none. */
export type ReadSetting = (name: string) => unknown;

/** @throws Failure `settings.invalid` */
export function text(name: string, read: ReadSetting): string {
  const value = read(name) ?? '';
  if (typeof value !== 'string') throw invalid(name, t('is not a text'));
  return value.trim();
}

/** @throws Failure `settings.invalid`, also for an empty text among them */
export function texts(name: string, read: ReadSetting): string[] {
  const value = read(name) ?? [];
  const all: readonly unknown[] | null = Array.isArray(value) ? value : null;
  const found = all?.filter((one) => typeof one === 'string' && one !== '');
  if (all === null || found?.length !== all.length) throw invalid(name, t('is not a list of texts'));
  return found as string[];
}

/** From 0, which it is when nothing is set. @throws Failure `settings.invalid` */
export function wholeNumber(name: string, read: ReadSetting): number {
  const value = read(name) ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(name, t('is not a whole number from 0'));
}

/** A whole number, both bounds included; `usual` when nothing is set. @throws Failure `settings.invalid` */
export function numberBetween(
  name: string,
  read: ReadSetting,
  { from, to, usual }: { readonly from: number; readonly to: number; readonly usual: number },
): number {
  const value = read(name) ?? usual;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to) return value;
  throw invalid(
    name,
    to === Number.MAX_SAFE_INTEGER
      ? t('is not a whole number from {0}', from)
      : t('is not a whole number from {0} to {1}', from, to),
  );
}

/** False when nothing is set. @throws Failure `settings.invalid` */
export function flag(name: string, read: ReadSetting): boolean {
  const value = read(name) ?? false;
  if (typeof value !== 'boolean') throw invalid(name, t('is neither true nor false'));
  return value;
}

/** @throws Failure `settings.invalid` when it is none of the words */
export function oneOf<Word extends string>(name: string, words: readonly Word[], value: unknown): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw invalid(name, t('is not one of {0}', words.join(', ')));
  return word;
}

/** @param why what is wrong, after the setting's name: "is not a text" */
export function invalid(name: string, why: string): Failure {
  return new Failure('settings.invalid', {
    what: t('Could not read the settings'),
    why: `${SETTINGS.section}.${name} ${why}`,
    next: t('Correct it in the settings.'),
  });
}
