import type { Finding, TextPlace } from './finding';
import type { Product } from './profile';

/** One rule's verdict on a place of a redis.conf. */
export type ConfFinding = Finding & TextPlace;

/** What a check of a redis.conf found; `--json` prints it as it is. */
export interface ConfReport {
  /** `refused`: there is an error. */
  readonly status: 'accepted' | 'refused';
  readonly profile: {
    readonly product: Product;
    /** One to three numbers. */
    readonly version: string;
    /** How product and version are known: told, from a line `# engine: …`, or guessed from the directives. */
    readonly from: 'option' | 'file' | 'guess';
    /** Lines of the file. */
    readonly lines: number;
    /** Lines that set something. */
    readonly settings: number;
  };
  /** In the order of the file. */
  readonly findings: readonly ConfFinding[];
}
