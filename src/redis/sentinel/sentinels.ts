import type { Address } from '../../core/model/endpoint';
import { Failure, isFailure } from '../../core/model/failure';
import type { Dial } from '../../core/dial';
import { t } from '../../core/model/t';
import { Lane } from '../lane';
import type { Reply } from '../lane';

/** Where something listens. */
export type HostPort = Pick<Address, 'host' | 'port'>;

/** The Sentinels of an endpoint: asks one after the other until one answers, and learns of further ones from those. */
export class Sentinels {
  readonly #dial: Dial;
  readonly #known: HostPort[];
  #master: string | undefined;

  /** @param dial of an address with `sentinel` */
  constructor(dial: Dial) {
    const { host, port, sentinel } = dial.address;
    this.#dial = dial;
    this.#known = [{ host, port }, ...(sentinel?.others ?? [])];
    this.#master = sentinel?.master;
  }

  /** Where they say that the primary is. @throws Failure `topology.sentinel`, `connect.*` */
  primary(signal: AbortSignal): Promise<HostPort> {
    return this.#ask(signal, async (lane, what) => {
      const master = await this.#masterName(lane, what);
      const reply = await lane.call(what, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', master);
      const [host, port] = texts(reply);
      if (host === undefined) throw await this.#unknown(lane, what, master);
      await this.#learnOthers(lane, master);
      return { host, port: Number(port) };
    });
  }

  /** @throws what the first of them answered, when none could do it */
  async #ask<Answer>(
    signal: AbortSignal,
    question: (lane: Lane, what: string) => Promise<Answer>,
  ): Promise<Answer> {
    let failure: unknown;
    for (const place of [...this.#known]) {
      signal.throwIfAborted();
      let lane: Lane | undefined;
      try {
        lane = await this.#open(place, signal);
        const answer = await question(lane, t('Could not ask a Sentinel of {0}', this.#dial.label));
        this.#prefer(place);
        return answer;
      } catch (error) {
        failure ??= error;
      } finally {
        lane?.close();
      }
    }
    throw failure;
  }

  /** With the Sentinels' own password if there is one; else without, and if that is not enough, as at the primary. */
  async #open(place: HostPort, signal: AbortSignal): Promise<Lane> {
    const { address, label, password, sentinelPassword, trust, means, addressMap } = this.#dial;
    const dial: Dial = {
      label: t('a Sentinel of {0}', label),
      address: { ...place, tls: address.tls },
      ...(sentinelPassword === undefined ? {} : { password: sentinelPassword }),
      ...(trust === undefined ? {} : { trust }),
      ...(means === undefined ? {} : { means }),
      ...(addressMap === undefined ? {} : { addressMap }),
    };
    try {
      return await Lane.open(dial, signal);
    } catch (error) {
      const locked = isFailure(error) && error.code === 'connect.auth' && sentinelPassword === undefined;
      if (!locked || password === undefined) throw error;
      const { username } = address;
      const user = username === undefined ? {} : { username };
      return await Lane.open({ ...dial, address: { ...dial.address, ...user }, password }, signal);
    }
  }

  async #masterName(lane: Lane, what: string): Promise<string> {
    if (this.#master !== undefined) return this.#master;
    const names = await masterNames(lane, what);
    const [only] = names;
    if (only === undefined || names.length > 1) {
      throw new Failure('topology.sentinel', {
        what,
        why:
          only === undefined
            ? t('it watches no primary')
            : t('it watches several primaries: {0}', names.join(', ')),
        next:
          only === undefined
            ? t('Choose the address of a Sentinel that does, or of the primary itself.')
            : t('Name one of them: redis+sentinel://host:port/NAME.'),
      });
    }
    this.#master = only;
    return only;
  }

  async #unknown(lane: Lane, what: string, master: string): Promise<Failure> {
    const names = await masterNames(lane, what);
    return new Failure('topology.sentinel', {
      what,
      why: t('it watches no primary named {0}, but: {1}', master, names.join(', ') || t('none')),
      next: t('Correct the name in the address: redis+sentinel://host:port/NAME.'),
    });
  }

  /** The one that answered may be gone when it is asked again. */
  async #learnOthers(lane: Lane, master: string): Promise<void> {
    const [reply] = await lane.pipeline([['SENTINEL', 'SENTINELS', master]]);
    if (reply === undefined || reply instanceof Error) return;
    for (const sentinel of list(reply)) {
      const place = placeOf(fieldsOf(sentinel));
      if (!this.#known.some(({ host, port }) => host === place.host && port === place.port)) {
        this.#known.push(place);
      }
    }
  }

  #prefer(place: HostPort): void {
    const index = this.#known.findIndex(({ host, port }) => host === place.host && port === place.port);
    this.#known.splice(index, 1);
    this.#known.unshift(place);
  }
}

async function masterNames(lane: Lane, what: string): Promise<string[]> {
  const reply = await lane.call(what, 'SENTINEL', 'MASTERS');
  return list(reply).flatMap((master) => fieldsOf(master).get('name') ?? []);
}

function placeOf(fields: ReadonlyMap<string, string>): HostPort {
  return { host: fields.get('ip') ?? '', port: Number(fields.get('port')) };
}

/** A reply of names and values in turn. */
function fieldsOf(reply: Reply): Map<string, string> {
  const words = texts(reply);
  const fields = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) {
    fields.set(words[index] ?? '', words[index + 1] ?? '');
  }
  return fields;
}

function texts(reply: Reply): string[] {
  return list(reply).map((part) => (Buffer.isBuffer(part) ? part.toString('utf8') : String(part)));
}

function list(reply: Reply): readonly Reply[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : [];
}
