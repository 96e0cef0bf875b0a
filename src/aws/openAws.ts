import type { Catalog } from '../core/catalog';
import type { ListCaches, SignInByAws } from '../core/ports';
import { listFrom, openCatalogue } from './catalogue';
import { Credentials } from './credentials';
import type { AskMfaCode } from './credentials';
import { signInWith } from './signIn';

/** What this room gives. Everything shares the credentials. */
export interface Aws {
  readonly catalog: Catalog;
  readonly listCaches: ListCaches;
  readonly signIn: SignInByAws;
}

/** Opens AWS with the configuration of this machine. Asks nothing yet. */
export function openAws(askMfaCode?: AskMfaCode): Aws {
  const credentials = new Credentials(askMfaCode);
  const catalog = openCatalogue({ credentials });
  return {
    catalog,
    listCaches: (signal) => listFrom(catalog, signal),
    signIn: signInWith(credentials),
  };
}
