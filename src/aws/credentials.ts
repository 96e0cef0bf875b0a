import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { readConfigFiles } from './configFiles';
import { configuredEndpoint } from './configuredEndpoint';

/** Gives credentials, those that it found before as long as they last. */
export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

/** Asks a person for the code of an MFA device, which it names. */
export type AskMfaCode = (device: string) => Promise<string>;

/** The SDK would tell the console about keys in the environment that do not count beside a profile. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The credentials of the profiles in use: everything that shares them asks nobody for a code twice. */
export class Credentials {
  readonly #askMfaCode: AskMfaCode | undefined;
  readonly #providers = new Map<string | null, Promise<CredentialProvider>>();

  /** @param askMfaCode without it, a profile that wants a code cannot sign in */
  constructor(askMfaCode?: AskMfaCode) {
    this.#askMfaCode = askMfaCode;
  }

  /**
   * What a profile signs with; resolved when it is first called, and again when it runs out.
   * @param profile null for what the environment says
   * @param region where roles are assumed, unless the profile says
   */
  of(profile: string | null, region: string): Promise<CredentialProvider> {
    const known = this.#providers.get(profile) ?? this.#make(profile, region);
    this.#providers.set(profile, known);
    return known;
  }

  /** Has them read anew: of every profile, or of one. */
  forget(profile?: string | null): void {
    if (profile === undefined) this.#providers.clear();
    else this.#providers.delete(profile);
  }

  /** True for keys as they stand in a file, which nothing renews: only reading them anew may help. */
  async areFixed(profile: string | null): Promise<boolean> {
    const provider = await this.#providers.get(profile);
    if (provider === undefined) return false;
    return await provider().then(
      ({ expiration }) => expiration === undefined,
      () => true,
    );
  }

  async #make(profile: string | null, region: string): Promise<CredentialProvider> {
    const sts = configuredEndpoint('sts', profile, await readConfigFiles(), process.env);
    return fromNodeProviderChain({
      ignoreCache: true,
      // With a profile given, keys in the environment do not count; without one, they come first.
      ...(profile === null ? {} : { profile, logger: SILENT }),
      ...(this.#askMfaCode === undefined ? {} : { mfaCodeProvider: this.#askMfaCode }),
      clientConfig: { region, ...(sts === null ? {} : { endpoint: sts.url }) },
    });
  }
}
