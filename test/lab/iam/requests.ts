/** Cuts what a client sends into its commands, without waiting for large arguments to be there as a whole. */
export class Requests {
  #held: Buffer = Buffer.alloc(0);
  /** Bytes of an argument that are passed on unread. */
  #skip = 0;
  /** Arguments of the command under way that are still to come. */
  #left = 0;
  #word: string[] = [];
  #first: Buffer[] = [];

  /** @param onAuth what is to be sent instead of an AUTH; `words` are its arguments @param pass takes what is passed on */
  constructor(
    private readonly onAuth: (words: readonly string[]) => Buffer,
    private readonly pass: (bytes: Buffer) => void,
  ) {}

  take(bytes: Buffer): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    for (;;) {
      if (this.#skip > 0) {
        const some = this.#held.subarray(0, this.#skip);
        if (some.length === 0) return;
        this.#skip -= some.length;
        this.#drop(some.length);
        this.pass(some);
        continue;
      }
      const end = this.#held.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#held.subarray(0, end + 2);
      const size = Number(line.toString('latin1', 1, end));
      if (this.#left === 0) {
        this.#left = size;
        this.#word = [];
        this.#first = [line];
        this.#drop(line.length);
        continue;
      }
      const begins = this.#word.length === 0;
      const auth = this.#word[0] === 'AUTH';
      if (!begins && !auth) {
        // Not one that is changed: its bytes go on as they come.
        this.#left -= 1;
        this.pass(line);
        this.#drop(line.length);
        this.#skip = size + 2;
        continue;
      }
      if (this.#held.length < line.length + size + 2) return;
      const whole = this.#held.subarray(0, line.length + size + 2);
      this.#word.push(whole.toString('utf8', line.length, line.length + size).replace(/^auth$/i, 'AUTH'));
      this.#first.push(whole);
      this.#left -= 1;
      this.#drop(whole.length);
      if (this.#word[0] !== 'AUTH') this.pass(Buffer.concat(this.#first));
      else if (this.#left === 0) this.pass(this.onAuth(this.#word.slice(1)));
    }
  }

  #drop(bytes: number): void {
    this.#held = this.#held.subarray(bytes);
  }
}
