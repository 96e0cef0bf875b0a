/** The part of the editor's SecretStorage that we use. */
export interface SecretVault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** The passwords of endpoints, in the editor's encrypted storage and nowhere else. */
export class Secrets {
  constructor(private readonly vault: SecretVault) {}

  /** The password of an endpoint; undefined when it has none. */
  async password(endpointId: string): Promise<string | undefined> {
    return await this.vault.get(secretKey(endpointId));
  }

  async store(endpointId: string, password: string): Promise<void> {
    await this.vault.store(secretKey(endpointId), password);
  }

  async remove(endpointId: string): Promise<void> {
    await this.vault.delete(secretKey(endpointId));
  }
}

function secretKey(endpointId: string): string {
  return `endpoint.${endpointId}.password`;
}
