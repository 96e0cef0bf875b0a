import type {
  Address,
  AddressMapping,
  Endpoint,
  IamChoice,
  SecretChoice,
  SentinelWatch,
  TlsChoice,
} from '../../core/model/endpoint';
import { STORED } from '../ids';
import type { Memory } from './memory';
import { Signal } from './signal';

/** The endpoints that a person keeps, and those given by the environment. No secret passes through here. */
export class EndpointStore {
  private readonly changed = new Signal<undefined>();

  /** @param given by the environment: shown until they are removed, for this window only. */
  constructor(
    private readonly memory: Memory,
    private given: readonly Endpoint[] = [],
  ) {}

  /** All of them, by name. Read afresh each time: another window may have changed them. */
  list(): readonly Endpoint[] {
    const stored = this.stored();
    // Editing a given endpoint stores it under the same id, and from then on that counts.
    const given = this.given.filter(({ id }) => stored.every((endpoint) => endpoint.id !== id));
    return [...stored, ...given].sort((one, other) => one.name.localeCompare(other.name));
  }

  find(id: string): Endpoint | undefined {
    return this.list().find((endpoint) => endpoint.id === id);
  }

  /** Adds it, or takes the place of the one with the same id. */
  async save(endpoint: Endpoint): Promise<void> {
    await this.write([...this.stored().filter(({ id }) => id !== endpoint.id), endpoint]);
  }

  async remove(id: string): Promise<void> {
    this.given = this.given.filter((endpoint) => endpoint.id !== id);
    await this.write(this.stored().filter((endpoint) => endpoint.id !== id));
  }

  onDidChange(listener: () => void): { dispose: () => void } {
    return this.changed.listen(listener);
  }

  private stored(): Endpoint[] {
    const stored = this.memory.get(STORED.endpoints);
    return Array.isArray(stored) ? stored.filter(isEndpoint) : [];
  }

  private async write(endpoints: readonly Endpoint[]): Promise<void> {
    await this.memory.update(STORED.endpoints, endpoints);
    this.changed.fire(undefined);
  }
}

/** What is stored may be of another version of the extension, or damaged: what does not fit is left out. */
function isEndpoint(value: unknown): value is Endpoint {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, address, tls, iam, secret, addressMap } = value as Record<keyof Endpoint, unknown>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    isAddress(address) &&
    (tls === undefined || isTlsChoice(tls)) &&
    (iam === undefined || isIamChoice(iam)) &&
    (secret === undefined || isSecretChoice(secret)) &&
    (addressMap === undefined || (Array.isArray(addressMap) && addressMap.every(isMapping)))
  );
}

function isTlsChoice(value: unknown): value is TlsChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { unverified, ...texts } = value as Record<keyof TlsChoice, unknown>;
  return (
    (unverified === undefined || unverified === true) &&
    Object.values(texts).every((text) => typeof text === 'string')
  );
}

function isIamChoice(value: unknown): value is IamChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { cache, serverless, region, profile, renewSeconds } = value as Record<keyof IamChoice, unknown>;
  return (
    typeof cache === 'string' &&
    typeof region === 'string' &&
    (serverless === undefined || serverless === true) &&
    (profile === undefined || typeof profile === 'string') &&
    (renewSeconds === undefined || typeof renewSeconds === 'number')
  );
}

function isSecretChoice(value: unknown): value is SecretChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { arn, key, profile } = value as Record<keyof SecretChoice, unknown>;
  return (
    typeof arn === 'string' &&
    (key === undefined || typeof key === 'string') &&
    (profile === undefined || typeof profile === 'string')
  );
}

function isAddress(value: unknown): value is Address {
  if (typeof value !== 'object' || value === null) return false;
  const { host, port, tls, username, database, sentinel } = value as Record<keyof Address, unknown>;
  return (
    typeof host === 'string' &&
    typeof port === 'number' &&
    typeof tls === 'boolean' &&
    (username === undefined || typeof username === 'string') &&
    (database === undefined || typeof database === 'number') &&
    (sentinel === undefined || isWatch(sentinel))
  );
}

function isWatch(value: unknown): value is SentinelWatch {
  if (typeof value !== 'object' || value === null) return false;
  const { master, others } = value as Record<keyof SentinelWatch, unknown>;
  return (
    (master === undefined || typeof master === 'string') &&
    (others === undefined || (Array.isArray(others) && others.every(isPlace)))
  );
}

function isMapping(value: unknown): value is AddressMapping {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Record<keyof AddressMapping, unknown>;
  return isPlace(from) && isPlace(to);
}

function isPlace(place: unknown): boolean {
  if (typeof place !== 'object' || place === null) return false;
  const { host, port } = place as Record<'host' | 'port', unknown>;
  return typeof host === 'string' && typeof port === 'number';
}
