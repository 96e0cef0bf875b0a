import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';
import { t } from '../core/model/t';

/** All authorities of a system together are a fourth of it. */
const MOST_BYTES = 1_000_000;

/** A file of certificates, or of a private key. What it holds never stands in a failure. */
export class PemFile {
  readonly text: string;
  readonly #name: string;
  readonly #refuse: (why: string) => Failure;

  /**
   * @param name what to call it in failures: "the file of --cacert"
   * @param refuse makes a failure of why the file is of no use
   * @throws Failure when it cannot be read
   */
  constructor(path: string, name: string, refuse: (why: string) => Failure) {
    this.#name = name;
    this.#refuse = refuse;
    try {
      this.text = readBounded(path, MOST_BYTES).toString('utf8');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : t('unknown error');
      throw refuse(t('{0} could not be read ({1})', name, code));
    }
  }

  /** Every certificate, in its order; at least one. @throws Failure */
  certificates(): X509Certificate[] {
    const blocks = this.text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0) throw this.#refuse(t('{0} holds no certificate in PEM form', this.#name));
    try {
      return blocks.map((block) => new X509Certificate(block));
    } catch {
      throw this.#refuse(t('{0} holds a certificate that cannot be read', this.#name));
    }
  }

  /**
   * Whether this is the key of the first certificate there: that one is the client's, those behind it lead to the
   * authority. @throws Failure when this is no key, or that no certificate
   */
  isKeyOf(certificate: PemFile): boolean {
    const [ours] = certificate.certificates();
    return ours?.checkPrivateKey(this.#privateKey()) === true;
  }

  #privateKey(): KeyObject {
    if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(this.text)) {
      throw this.#refuse(
        t('{0} holds an encrypted key: decrypt it (openssl pkey -in FILE), readable by you only', this.#name),
      );
    }
    try {
      return createPrivateKey(this.text);
    } catch {
      throw this.#refuse(t('{0} holds no private key in PEM form', this.#name));
    }
  }
}
