import type { Finding, TextPlace } from './finding';
import type { Product } from './profile';

/** One rule's verdict on a place of a redis.conf. */
export type ConfFinding = Finding &
  TextPlace & {
    /** The path of the included file that it is in; absent in the file that was asked about. */
    readonly file?: string;
    /** A change of the text that mends it, where there is one that cannot be wrong. */
    readonly edit?: TextEdit;
  };

/** A change of a text: what stands at the place gives way to the new text. */
export interface TextEdit extends TextPlace {
  /** What it does, as a button says it: `Write maxmemory`. */
  readonly title: string;
  readonly text: string;
}

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
    /** Lines that set something, in included files too. */
    readonly settings: number;
    /** Paths of the included files that were read. */
    readonly included: readonly string[];
  };
  /** In the order in which a server reads them. */
  readonly findings: readonly ConfFinding[];
}
