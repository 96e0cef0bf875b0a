import type { EndpointPair, ShownEndpoint } from '../../src/bridge/endpointPair';
import { icon } from './icon';
import { make } from './make';
import { t } from '../../src/core/model/t';

/** The two ends as a picture: from where, into where. */
export function endsPicture({ source, target }: EndpointPair): HTMLElement {
  return make(
    'div',
    { class: 'ends' },
    endBox(t('Source'), source),
    icon('arrow'),
    target === null
      ? make('div', { class: 'end end-open' }, ...endText(t('Target'), t('not chosen yet')))
      : endBox(t('Target'), target),
  );
}

function endBox(role: string, { name, address }: ShownEndpoint): HTMLElement {
  return make(
    'div',
    { class: 'end' },
    ...endText(role, name),
    make('span', { class: 'end-address quiet' }, address),
  );
}

function endText(role: string, name: string): HTMLElement[] {
  return [
    make('span', { class: 'end-role quiet' }, role),
    make('span', { class: 'end-name', title: name }, name),
  ];
}
