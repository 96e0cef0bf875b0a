import { registerElements } from './elements';
import { CheckPage } from './page/checkPage';
import { keep, kept, listen, send } from './vscodeApi';

registerElements();
const root = document.getElementById('page');
if (root !== null) {
  const page = new CheckPage(root, { send, keep });
  listen((message) => {
    page.show(message);
  });
  const finished = kept()?.finished ?? null;
  if (finished !== null) page.show(finished);
  send({ type: 'page.ready', showsCheck: finished !== null });
}
