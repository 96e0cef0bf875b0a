/** A walk through bytes that come in parts: it stops where it needs more. */
export type Walk<Result> = Generator<void, Result, void>;
