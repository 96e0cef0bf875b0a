import { usage } from './usage';

/** A whole number from 1. @throws Failure `usage` */
export function wholeNumber(option: string, text: string): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw usage(`--${option} is not a whole number from 1`);
  return number;
}
