import './speakAsPage';
import { registerElements } from './elements';
import { CheckPage } from './page/checkPage';
import { WizardPage } from './page/wizard/wizardPage';
import { keep, kept, listen, send } from './vscodeApi';

registerElements();
const root = document.getElementById('page');
if (root?.dataset['page'] === 'wizard') {
  const page = new WizardPage(root, { send, keep });
  listen((message) => {
    if (message.type === 'wizard.show') page.show(message);
  });
  send({ type: 'wizard.ready' });
} else if (root !== null) {
  const page = new CheckPage(root, { send, keep });
  listen((message) => {
    if (message.type !== 'wizard.show') page.show(message);
  });
  send({ type: 'page.ready', showsCheck: showKept(page) });
}

/** Shows the check that was kept before the window was reloaded. False when there is none that can be shown. */
function showKept(page: CheckPage): boolean {
  const finished = kept()?.finished ?? null;
  if (finished === null) return false;
  try {
    page.show(finished);
    return true;
  } catch {
    // What was kept is damaged: the extension will say what to show.
    return false;
  }
}
