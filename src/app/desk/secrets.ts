/** The part of the editor's SecretStorage that we use. */
export interface SecretVault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** What an endpoint is entered by; what is absent it has not. */
export interface Passwords {
  readonly password?: string;
  /** The Sentinels' own, where it is not the primary's. */
  readonly sentinelPassword?: string;
}

const KINDS = ['password', 'sentinelPassword'] as const;

/** The passwords of endpoints, in the editor's encrypted storage and nowhere else. */
export class Secrets {
  constructor(private readonly vault: SecretVault) {}

  /** The passwords of an endpoint. */
  async of(endpointId: string): Promise<Passwords> {
    const [password, sentinelPassword] = await Promise.all(
      KINDS.map((kind) => this.vault.get(secretKey(endpointId, kind))),
    );
    return {
      ...(password === undefined ? {} : { password }),
      ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    };
  }

  /** Keeps these, and no others. */
  async keep(endpointId: string, passwords: Passwords): Promise<void> {
    for (const kind of KINDS) {
      const password = passwords[kind];
      if (password === undefined) await this.vault.delete(secretKey(endpointId, kind));
      else await this.vault.store(secretKey(endpointId, kind), password);
    }
  }

  async remove(endpointId: string): Promise<void> {
    await this.keep(endpointId, {});
  }
}

function secretKey(endpointId: string, kind: (typeof KINDS)[number]): string {
  return `endpoint.${endpointId}.${kind}`;
}
