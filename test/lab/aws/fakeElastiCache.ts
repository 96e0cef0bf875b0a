import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsFault } from './awsFault';
import { checkSignature, type KnownKeys } from './checkSignature';
import { decodeRequest, type Structure } from './decodeRequest';
import { encodeFault, encodeReply, type Answer } from './encodeReply';
import { emptyRegion, type FakeRegion } from './fakeRegion';
import { operations, type Operation, type Operations } from './operations';
import { declaresFault, type ServiceModel } from './serviceModel';

/** What may go wrong on the way: as AWS refuses, or as a network does. */
export type Mood =
  'throttle' | 'deny' | 'expire' | 'hang' | 'portal' | 'reset' | 'cut' | 'unavailable' | 'disabled';

/** When something goes wrong; what is absent means any, and without `times` it stays so. */
export interface Trouble {
  readonly mood: Mood;
  readonly action?: string;
  readonly region?: string;
  readonly times?: number;
}

/** A request that was answered, in whatever way. */
export interface Call {
  readonly action: string;
  readonly region: string;
  readonly input: Structure;
}

const portal =
  '<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body><form>Room number</form></body></html>';

/**
 * An ElastiCache endpoint on loopback for every region, driven by AWS's own model. It refuses what the model does not
 * know, checks signatures, and cannot answer what the model lacks: that is kept in `mistakes`, which tests hold empty.
 */
export class FakeElastiCache {
  /** Every call in the order of its arrival. */
  readonly calls: Call[] = [];
  /** What the fake itself did wrong. */
  readonly mistakes: string[] = [];
  readonly keys = new Map<string, KnownKeys>([['AKIDFAKE', { secret: 'fake-secret' }]]);
  /** Milliseconds before each answer. */
  latency = 0;
  /** When it first answered well since it was new, by `clock`. */
  firstAnswer: number | null = null;
  /** In milliseconds. */
  clock = (): number => performance.now();
  readonly #regions = new Map<string, FakeRegion>();
  readonly #troubles: { trouble: Trouble; left: number }[] = [];
  readonly #model: ServiceModel;
  readonly #operations: Operations;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.mistakes.push(String(error));
      response.destroy();
    });
  });

  private constructor(model: ServiceModel, known: Operations) {
    this.#model = model;
    this.#operations = known;
  }

  static async start(model: ServiceModel, known: Operations = operations): Promise<FakeElastiCache> {
    const fake = new FakeElastiCache(model, known);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  region(name: string): FakeRegion {
    const found = this.#regions.get(name) ?? emptyRegion();
    this.#regions.set(name, found);
    return found;
  }

  /** From now on; the latest that fits counts. */
  trouble(trouble: Trouble): void {
    this.#troubles.unshift({ trouble, left: trouble.times ?? Number.POSITIVE_INFINITY });
  }

  /** As new, with the same address and keys. */
  reset(): void {
    this.#regions.clear();
    this.#troubles.length = 0;
    this.calls.length = 0;
    this.mistakes.length = 0;
    this.latency = 0;
    this.firstAnswer = null;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const requestId = randomUUID();
    const send = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }).end(text);
    };
    const html = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(text);
    };
    try {
      const { method = '', url: path = '', headers } = request;
      const { region } = checkSignature({ method, path, headers, body }, 'elasticache', this.keys);
      const query = new URLSearchParams(body);
      const action = query.get('Action') ?? '';
      if (this.latency > 0) await sleep(this.latency);
      const mood = this.#moodFor(action, region);
      if (mood !== undefined) this.calls.push({ action, region, input: {} });
      switch (mood) {
        case 'hang':
          return;
        case 'reset':
          request.socket.resetAndDestroy();
          return;
        case 'portal':
          html(200, portal);
          return;
        case 'unavailable':
          html(503, '<html><body>Service Unavailable</body></html>');
          return;
        case 'throttle':
        case 'deny':
        case 'expire':
        case 'disabled':
          throw refusal(mood, action);
        case 'cut':
        case undefined:
          break;
      }
      const input = decodeRequest(this.#model, query);
      if (mood === undefined) this.calls.push({ action, region, input });
      const operation = this.#operations[action];
      if (operation === undefined)
        throw new AwsFault('InvalidAction', 400, `The fake does not know ${action}`);
      const xml = encodeReply(
        this.#model,
        action,
        this.#carryOut(action, operation, region, input),
        requestId,
      );
      this.firstAnswer ??= this.clock();
      send(200, mood === 'cut' ? xml.slice(0, xml.length / 2) : xml);
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      send(error.status, encodeFault(this.#model, error.code, error.message, requestId));
    }
  }

  /** @throws Error for a fault that the model does not declare for the operation */
  #carryOut(action: string, operation: Operation, region: string, input: Structure): Answer {
    try {
      return operation(this.region(region), input);
    } catch (error) {
      if (error instanceof AwsFault && !declaresFault(this.#model, action, error.code, error.status)) {
        throw new Error(`${action} does not answer ${error.code}`, { cause: error });
      }
      throw error;
    }
  }

  #moodFor(action: string, region: string): Mood | undefined {
    const found = this.#troubles.find(
      ({ trouble, left }) =>
        left > 0 && (trouble.action ?? action) === action && (trouble.region ?? region) === region,
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.trouble.mood;
  }
}

function refusal(mood: 'throttle' | 'deny' | 'expire' | 'disabled', action: string): AwsFault {
  switch (mood) {
    case 'throttle':
      return new AwsFault('Throttling', 400, 'Rate exceeded');
    case 'deny':
      return new AwsFault(
        'AccessDenied',
        403,
        `User: arn:aws:iam::123456789012:user/tester is not authorized to perform: elasticache:${action} ` +
          `on resource: arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:* because no identity-based policy allows the elasticache:${action} action`,
      );
    case 'disabled':
      // So a region answers that the account has not enabled.
      return new AwsFault(
        'InvalidClientTokenId',
        403,
        'The security token included in the request is invalid.',
      );
    case 'expire':
      return new AwsFault('ExpiredToken', 403, 'The security token included in the request is expired');
  }
}
