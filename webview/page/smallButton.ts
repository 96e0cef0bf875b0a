import { make } from './make';
import { t } from '../../src/core/model/t';

/** A button within the text, for what belongs to that place. `of` tells it from its likes to who only hears it. */
export function smallButton(label: string, of: string, press: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', class: 'small', 'aria-label': `${label}: ${of}` }, label);
  button.addEventListener('click', press);
  return button;
}

/** One that hands `text` to the clipboard, and says so. */
export function copyButton(label: string, of: string, copy: () => void): HTMLButtonElement {
  const button = smallButton(label, of, () => {
    copy();
    button.textContent = t('Copied');
    setTimeout(() => {
      button.textContent = label;
    }, COPIED_MS);
  });
  return button;
}

const COPIED_MS = 2000;
