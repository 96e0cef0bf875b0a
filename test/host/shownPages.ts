import * as vscode from 'vscode';
import type { WizardView } from '../../src/bridge/wizardView';
import { until } from './until';

/** A page of the extension, with all that went between the two. */
export interface ShownPage {
  readonly panel: vscode.WebviewPanel;
  /** What the extension told the page, oldest first. */
  readonly told: readonly unknown[];
  /** The document that the extension gave the page. */
  readonly html: () => string;
  /** What the page itself asked, from inside its own frame. */
  readonly asked: readonly unknown[];
  readonly isClosed: () => boolean;
  /** Has the extension hear a message as if the page had sent it. */
  say(message: unknown): void;
  /** Waits for a view that fits. @throws Error when none comes in time */
  view(fits: (view: WizardView) => boolean, timeoutMs?: number): Promise<WizardView>;
}

type Patched = Record<string, unknown>;

/** The editor's real panels, listened to: what the extension opens while this stands. */
export class ShownPages {
  /** In the order in which they were opened. */
  readonly all: ShownPage[] = [];
  private readonly serializers = new Map<string, vscode.WebviewPanelSerializer>();
  private readonly window = vscode.window as unknown as Patched;
  private readonly create = vscode.window.createWebviewPanel;
  private readonly register = vscode.window.registerWebviewPanelSerializer;

  constructor() {
    this.window['createWebviewPanel'] = (...args: Parameters<typeof this.create>) =>
      this.hearing(this.create(...args)).panel;
    this.window['registerWebviewPanelSerializer'] = (
      kind: string,
      serializer: vscode.WebviewPanelSerializer,
    ) => {
      this.serializers.set(kind, serializer);
      return this.register(kind, serializer);
    };
  }

  /** The one that was opened last. */
  last(): ShownPage {
    const last = this.all.at(-1);
    if (last === undefined) throw new Error('no page was opened');
    return last;
  }

  /** What the editor does, after a reload of the window, with a page that had kept this state. */
  async restore(kind: string, state: unknown): Promise<ShownPage> {
    const serializer = this.serializers.get(kind);
    if (serializer === undefined) throw new Error(`nobody restores ${kind}`);
    const page = this.hearing(this.create(kind, 'Restored', vscode.ViewColumn.Active, {}));
    await serializer.deserializeWebviewPanel(page.panel, state);
    return page;
  }

  /** Closes all pages. */
  dispose(): void {
    this.window['createWebviewPanel'] = this.create;
    this.window['registerWebviewPanelSerializer'] = this.register;
    for (const { panel, isClosed } of this.all) if (!isClosed()) panel.dispose();
  }

  private hearing(panel: vscode.WebviewPanel): ShownPage {
    const told: unknown[] = [];
    const asked: unknown[] = [];
    const listeners: ((message: unknown) => void)[] = [];
    let closed = false;
    panel.onDidDispose(() => (closed = true));
    const { webview } = panel;
    const post = webview.postMessage.bind(webview);
    const listen = webview.onDidReceiveMessage;
    const heard = webview as unknown as Patched;
    heard['postMessage'] = (message: unknown) => {
      told.push(message);
      return post(message);
    };
    heard['onDidReceiveMessage'] = (listener: (message: unknown) => void) => {
      listeners.push(listener);
      return listen((message: unknown) => {
        asked.push(message);
        listener(message);
      });
    };
    const page: ShownPage = {
      panel,
      told,
      html: () => webview.html,
      asked,
      isClosed: () => closed,
      say: (message) => {
        for (const listener of listeners) listener(message);
      },
      view: async (fits, timeoutMs) => {
        const last = (): WizardView | undefined => viewIn(told.at(-1));
        return await until(
          () => {
            const view = last();
            return view !== undefined && fits(view) ? view : undefined;
          },
          () => `no view fits; shown last: ${JSON.stringify(last())}`,
          timeoutMs,
        );
      },
    };
    this.all.push(page);
    return page;
  }
}

function viewIn(message: unknown): WizardView | undefined {
  return (message as { readonly view?: WizardView } | undefined)?.view;
}
