import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * Registers the toolkit's components that the page uses, and no others. The toolkit is archived: this is the one file
 * that knows it, so that another set of elements can take its place.
 */
export function registerElements(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

/** How loud a button is. */
export type ButtonRank = 'primary' | 'secondary';

/** A button with a label. */
export function button(label: string, rank: ButtonRank, press: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', rank);
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}
