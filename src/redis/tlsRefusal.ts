import type { Dial } from '../core/dial';
import { t } from '../core/model/t';

/** What a dial says of the TLS that failed, and how its reader names what can be changed. */
export type TlsOfDial = Pick<Dial, 'trust' | 'means'>;

/** Why TLS failed, and what to do; see Failure. */
export interface TlsRefusal {
  readonly why: string;
  readonly next: string;
}

/** OpenSSL's words for a certificate that it cannot follow up to an authority that it was given. */
const UNTRUSTED = /^(DEPTH_ZERO_)?SELF_SIGNED|^UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/;
const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;
/** How the server calls off a handshake for our certificate; OpenSSL and BoringSSL name the version of TLS differently. */
const CLIENT_ALERT =
  /_ALERT_(UNKNOWN_CA|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|ACCESS_DENIED|DECRYPT_ERROR)$/;

/** What an error of TLS means, by its code; undefined for what is none. Files are named, never what they hold. */
export function tlsRefusal(code: string, dial: TlsOfDial): TlsRefusal | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(dial);
  if (CERTIFICATE.test(code)) return ofServer(code, dial);
  const [, alert] = CLIENT_ALERT.exec(code) ?? [];
  if (alert !== undefined && dial.trust?.certificate !== undefined) return ofClient(alert, code, dial);
  const unknown = dial.trust?.certificate === undefined && code.endsWith('HANDSHAKE_FAILURE');
  if (unknown || code.endsWith('CERTIFICATE_REQUIRED')) {
    return {
      why: t('the server wants a client certificate, and got none that it trusts'),
      next: t('Give the client certificate and its key ({0}).', place(dial, 'certificate')),
    };
  }
  if (!code.startsWith('ERR_SSL') && !code.startsWith('ERR_TLS') && code !== 'EPROTO') return undefined;
  return {
    why: t('the TLS handshake failed ({0})', code),
    next: t('Check that the port speaks TLS, and which versions of TLS it takes.'),
  };
}

function wrongName(dial: TlsOfDial): TlsRefusal {
  const name = dial.trust?.serverName;
  if (name === undefined) {
    return {
      why: t("the server's certificate is for another host name"),
      next: t(
        'Use the host name that the certificate was made for; behind a tunnel, name it ({0}).',
        place(dial, 'serverName'),
      ),
    };
  }
  return {
    why: t("the server's certificate is not for the name {0}", name),
    next: t(
      "Correct the server name ({0}), or leave it out where the certificate is for the address's host.",
      place(dial, 'serverName'),
    ),
  };
}

function ofServer(code: string, dial: TlsOfDial): TlsRefusal {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return {
      why:
        code === 'CERT_HAS_EXPIRED'
          ? t("the server's certificate has expired")
          : t("the server's certificate is not valid yet"),
      next: t("Check this machine's clock, and have the certificate renewed."),
    };
  }
  const file = dial.trust?.authorityFile;
  if (file !== undefined && UNTRUSTED.test(code)) {
    return {
      why: t("{0} was used, and holds no authority of the server's certificate ({1})", file, code),
      next: t(
        "Name the file that holds the authority of the server's certificate ({0}).",
        place(dial, 'authority'),
      ),
    };
  }
  return {
    why: t("the server's certificate could not be verified ({0})", code),
    next: t(
      'Name its certificate authority ({0}), or make it known to this machine, for instance by NODE_EXTRA_CA_CERTS.',
      place(dial, 'authority'),
    ),
  };
}

function ofClient(alert: string, code: string, dial: TlsOfDial): TlsRefusal {
  const file = dial.trust?.certificateFile ?? t('of this connection');
  const where = place(dial, 'certificate');
  switch (alert) {
    case 'UNKNOWN_CA':
      return {
        why: t('the server does not trust the authority of the client certificate {0}', file),
        next: t(
          'Give a certificate of an authority that the server trusts ({0}), or have that authority added to those of the server.',
          where,
        ),
      };
    case 'CERTIFICATE_EXPIRED':
      return {
        why: t('the client certificate {0} has expired, says the server', file),
        next: t('Give one that is valid ({0}); if this one is, check the clock of the server.', where),
      };
    case 'CERTIFICATE_REVOKED':
      return {
        why: t('the client certificate {0} was revoked, says the server', file),
        next: t('Give another one and its key ({0}).', where),
      };
    default:
      return {
        why: t('the server refused the client certificate {0} ({1})', file, code),
        next: t(
          "Give a certificate that is valid and made for clients ({0}); the server's log tells what is wrong with this one.",
          where,
        ),
      };
  }
}

/** As the editor's questions name them. */
const PLACES = {
  authority: t('TLS Options… > Authorities'),
  certificate: t('TLS Options… > Client Certificate, Client Key'),
  serverName: t('TLS Options… > Server Name'),
};

function place({ means }: TlsOfDial, what: keyof typeof PLACES): string {
  return means?.[what] ?? PLACES[what];
}
