import type { TlsChoice } from '../../core/model/endpoint';
import { t } from '../../core/model/t';

/** An option of TLS that is written down. */
export interface TlsOption {
  readonly label: string;
  readonly name: TlsTextName;
  readonly prompt: string;
  readonly placeholder: string;
  /** What counts while nothing is written. */
  readonly absent: string;
  /** What is wrong with a text; undefined when nothing is. */
  readonly validate: (text: string) => string | undefined;
}

type TlsTextName = Exclude<keyof TlsChoice, 'unverified'>;

const ABSOLUTE = /^(\/|[A-Za-z]:[\\/]|\\\\)/;

/** What can be written down of TLS, in the order that it is offered in. */
export const TLS_OPTIONS: readonly TlsOption[] = [
  {
    label: t('Authorities'),
    name: 'authorityFile',
    prompt: t(
      "A PEM file of the authorities to trust instead of this machine's. Leave it empty for this machine's.",
    ),
    placeholder: '/etc/ssl/our-ca.pem',
    absent: t("this machine's"),
    validate: pathProblem,
  },
  {
    label: t('Client Certificate'),
    name: 'certificateFile',
    prompt: t('A PEM file with our certificate, where the server asks for one. Leave it empty for none.'),
    placeholder: '/etc/ssl/client.crt',
    absent: t('none'),
    validate: pathProblem,
  },
  {
    label: t('Client Key'),
    name: 'keyFile',
    prompt: t('A PEM file with the key of that certificate, not encrypted. Leave it empty for none.'),
    placeholder: '/etc/ssl/client.key',
    absent: t('none'),
    validate: pathProblem,
  },
  {
    label: t('Server Name'),
    name: 'serverName',
    prompt: t(
      "The name that the server's certificate is for, where it is not the address's host, as behind a tunnel.",
    ),
    placeholder: 'cache.example',
    absent: t("the address's host"),
    validate: () => undefined,
  },
];

/** The choice with a text; what is empty is taken out. */
export function withTlsText(choice: TlsChoice, name: TlsTextName, text: string): TlsChoice {
  const rest: { -readonly [Key in keyof TlsChoice]: TlsChoice[Key] } = { ...choice };
  Reflect.deleteProperty(rest, name);
  return text === '' ? rest : { ...rest, [name]: text };
}

/** What cannot work of a choice, as a sentence; undefined when nothing is wrong. */
export function tlsProblem({ certificateFile, keyFile }: TlsChoice): string | undefined {
  if ((certificateFile === undefined) === (keyFile === undefined)) return undefined;
  return keyFile === undefined
    ? t('A client certificate needs its key as well.')
    : t('A client key needs its certificate as well.');
}

/** Whether the server is verified, in words. */
export function verification({ unverified }: TlsChoice): string {
  return unverified === true ? t('off: whoever stands between can read and change everything') : t('on');
}

/** What TLS goes by, in a line. */
export function tlsText(choice: TlsChoice): string {
  const { authorityFile, certificateFile, serverName, unverified } = choice;
  return [
    unverified === true
      ? t('The server is not verified.')
      : t('The server is verified by {0}.', authorityFile ?? t("this machine's authorities")),
    ...(certificateFile === undefined ? [] : [t('We are {0}.', certificateFile)]),
    ...(serverName === undefined ? [] : [t('Its name is {0}.', serverName)]),
  ].join(' ');
}

function pathProblem(text: string): string | undefined {
  return text.trim() === '' || ABSOLUTE.test(text.trim())
    ? undefined
    : t('Write the whole path, from the root on.');
}
