/** Bytes that may be held at once by all who share it. What is larger than all of it has it alone. */
export class Room {
  readonly size: number;
  #held = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param size bytes */
  constructor(size: number) {
    this.size = size;
  }

  /** Takes so many bytes at once, unless others hold too much or came before; whether it did. */
  takeNow(bytes: number): boolean {
    if (this.#waiting.length > 0 || !this.#fits(bytes)) return false;
    this.#held += bytes;
    return true;
  }

  /** Waits until so many bytes may be taken, each in its turn. Who holds some itself would wait for itself. */
  async take(bytes: number): Promise<void> {
    if (this.takeNow(bytes)) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(() => {
        if (!this.#fits(bytes)) return;
        this.#waiting.shift();
        this.#held += bytes;
        resolve();
        this.#waiting[0]?.();
      });
    });
  }

  /** Gives back what was taken. */
  give(bytes: number): void {
    this.#held -= bytes;
    this.#waiting[0]?.();
  }

  #fits(bytes: number): boolean {
    return this.#held === 0 || this.#held + bytes <= this.size;
  }
}

/** What reading may take of memory. */
export interface ReadingMemory {
  /** Of what is on its way, shared by connections and nodes. */
  readonly room: Room;
  /** Bytes of replies to one request that are kept at most: a payload beyond is as one that was not read. */
  readonly keptBytes: number;
  /** Bytes that may have been let go without being given back yet. */
  readonly spareBytes: number;
}
