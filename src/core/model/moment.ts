import { language } from './t';

/** A day and a time of it, as the user's language writes them, in the user's own time zone: `Nov 22, 2026, 2:40:12 AM`. @param at milliseconds since the epoch */
export function momentText(at: number): string {
  return new Date(at).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'medium' });
}
