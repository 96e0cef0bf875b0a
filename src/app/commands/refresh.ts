import type { Desk } from '../desk/desk';

/** Refresh: forgets all profiles. The view, if it is visible, asks for them anew. */
export function refresh(desk: Desk): Promise<void> {
  desk.profiles.forget();
  return Promise.resolve();
}
