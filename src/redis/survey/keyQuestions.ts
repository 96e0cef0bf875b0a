import type { SampleTally } from '../../core/sample/sampleTally';
import { readRedirect } from '../cluster/redirect';
import type { Command, Lane, Reply } from '../lane';
import { translate } from '../translate';
import { listOf, textOf } from './replies';

/** Roughly what the answers on one key take beside its name, and on a consumer group. */
const ANSWER_BYTES = 40;
const GROUP_BYTES = 150;

type Question = 'bytes' | 'left' | 'encoding';

const QUESTIONS: readonly (readonly [Question, (key: Buffer) => Command])[] = [
  ['bytes', (key) => ['MEMORY', 'USAGE', key]],
  ['left', (key) => ['PTTL', key]],
  ['encoding', (key) => ['OBJECT', 'ENCODING', key]],
];

/** What is asked of keys. None of it counts as a use of them: what is refused is not asked again. */
export class KeyQuestions {
  readonly #lane: Lane;
  readonly #what: string;
  readonly #allowed = new Set<Question>(QUESTIONS.map(([question]) => question));
  /** XINFO counts as a use, unless a connection can say that its commands do not (Redis 7.2 and later, every Valkey). */
  #asksGroups: boolean;

  private constructor(lane: Lane, what: string, asksGroups: boolean) {
    this.#lane = lane;
    this.#what = what;
    this.#asksGroups = asksGroups;
  }

  /** @param what could not be done, if something fails @throws Failure `connect.*` */
  static async open(lane: Lane, what: string): Promise<KeyQuestions> {
    const [untouched] = await lane.pipeline([
      ['CLIENT', 'NO-TOUCH', 'ON'],
      ['CLIENT', 'NO-TOUCH', 'OFF'],
    ]);
    return new KeyQuestions(lane, what, !(untouched instanceof Error));
  }

  /** Asks about keys, and counts them up. @returns about how many bytes the answers took @throws Failure */
  async ask(database: number, keys: readonly Buffer[], tally: SampleTally): Promise<number> {
    if (keys.length === 0) return 0;
    const asked = QUESTIONS.filter(([question]) => this.#allowed.has(question));
    const replies = await this.#lane.pipelineIn(
      this.#what,
      database,
      keys.flatMap((key) => [['TYPE', key], ...asked.map(([, command]) => command(key))] as Command[]),
    );
    const width = 1 + asked.length;
    const types = keys.map((_, index) => this.#typeOf(replies[index * width]));
    const groups = await this.#groupsOf(
      database,
      keys.filter((_, index) => types[index] === 'stream'),
    );
    let bytes = 0;
    for (const [index, key] of keys.entries()) {
      const type = types[index] ?? null;
      const answers = new Map(asked.map(([question], at) => [question, replies[index * width + 1 + at]]));
      bytes += key.length + ANSWER_BYTES;
      const count = groups.get(key) ?? null;
      // Gone since it was listed, or in between.
      const lacksGroups = type === 'stream' && this.#asksGroups && count === null;
      if (type === null || lacksGroups || [...answers.values()].some(isGone)) continue;
      bytes += (count ?? 0) * GROUP_BYTES;
      tally.add({
        key,
        database,
        type,
        bytes: this.#told('bytes', answers, numberOf),
        left: this.#told('left', answers, numberOf),
        encoding: this.#told('encoding', answers, textOf),
        groups: count,
      });
    }
    return bytes;
  }

  /** null for a key that is gone, or moved to another node of the cluster: the sample goes without it. @throws Failure */
  #typeOf(reply: Reply | undefined): string | null {
    if (reply instanceof Error) {
      if (readRedirect(reply.message) !== null) return null;
      throw translate(reply, this.#what);
    }
    const type = textOf(reply);
    return type === 'none' ? null : type;
  }

  /** A question that is refused for one key is not asked for the next page. */
  #told<Value>(
    question: Question,
    answers: ReadonlyMap<Question, Reply | undefined>,
    read: (reply: Reply | undefined) => Value | null,
  ): Value | null {
    const reply = answers.get(question);
    if (reply instanceof Error) this.#allowed.delete(question);
    return read(reply);
  }

  /** Consumer groups of streams by their names; empty where that is refused. */
  async #groupsOf(database: number, streams: readonly Buffer[]): Promise<ReadonlyMap<Buffer, number>> {
    const counts = new Map<Buffer, number>();
    if (!this.#asksGroups || streams.length === 0) return counts;
    const [, ...replies] = await this.#lane.pipelineIn(this.#what, database, [
      ['CLIENT', 'NO-TOUCH', 'ON'],
      ...streams.map((key): Command => ['XINFO', 'GROUPS', key]),
      ['CLIENT', 'NO-TOUCH', 'OFF'],
    ]);
    for (const [index, key] of streams.entries()) {
      const reply = replies[index];
      const groups = listOf(reply);
      if (groups !== null) counts.set(key, groups.length);
      else if (reply instanceof Error && /^NOPERM|unknown/i.test(reply.message)) this.#asksGroups = false;
    }
    return counts;
  }
}

/** An answer on a key that is not there any more, or not on this node; PTTL says so by -2. */
function isGone(reply: Reply | undefined): boolean {
  return reply === null || reply === -2 || (reply instanceof Error && readRedirect(reply.message) !== null);
}

function numberOf(reply: Reply | undefined): number | null {
  return typeof reply === 'number' ? reply : null;
}
