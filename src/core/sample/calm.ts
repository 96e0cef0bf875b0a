/** What is tolerated beyond the answers before: so many milliseconds, or as long again if that is more. */
const TOLERATED_MS = 10;
const FIRST_ANSWERS = 5;
const PAUSE_MS = 100;
/** Pauses after which a server that stays slow is left alone. */
const MOST_PAUSES = 30;

/** What it needs of the world. */
export interface CalmPorts {
  /** Milliseconds that the server takes to answer. */
  readonly latency: () => Promise<number>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Holds back who asks a lot of a server while that takes longer to answer than it did before. */
export class Calm {
  readonly #ports: CalmPorts;
  readonly #most: number;

  private constructor(ports: CalmPorts, baseline: number) {
    this.#ports = ports;
    this.#most = baseline + Math.max(TOLERATED_MS, baseline);
  }

  /** Learns how quickly the server answers while nothing is asked of it. @throws Failure `connect.*` */
  static async learn(ports: CalmPorts): Promise<Calm> {
    const answers: number[] = [];
    while (answers.length < FIRST_ANSWERS) answers.push(await ports.latency());
    answers.sort((a, b) => a - b);
    return new Calm(ports, answers[FIRST_ANSWERS >> 1] ?? 0);
  }

  /** Waits until the server answers quickly again; false when it did not for some seconds. @throws Failure `connect.*` */
  async settled(): Promise<boolean> {
    for (let pauses = 0; pauses < MOST_PAUSES; pauses++) {
      if ((await this.#ports.latency()) <= this.#most) return true;
      await this.#ports.sleep(PAUSE_MS);
    }
    return false;
  }
}
