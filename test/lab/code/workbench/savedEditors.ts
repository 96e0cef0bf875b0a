import type { Page } from 'playwright-core';

/** As text: this file is checked without the DOM's types. */
const READ = `(async () => {
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await result(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains('ItemTable')) continue;
      const table = database.transaction('ItemTable').objectStore('ItemTable');
      texts.push(String(await result(table.get('memento/workbench.parts.editor'))));
    } finally {
      database.close();
    }
  }
  return texts.join('\\n');
})()`;

/** What a window would open again now, as its JSON: in a browser VS Code saves that every five seconds, since it may not wait for that on leaving. */
export async function savedEditors(page: Page): Promise<string> {
  return await page.evaluate<string>(READ);
}
