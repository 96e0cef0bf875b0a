/** A parameter of a group. */
export interface GroupParameter {
  readonly name: string;
  /** In the parameter's own unit: bytes, seconds, words in small letters. */
  readonly value: string;
  /** The line that it comes from, from 1. */
  readonly line: number;
  /** What is to be known of it; empty when there is nothing. */
  readonly note: string;
}
