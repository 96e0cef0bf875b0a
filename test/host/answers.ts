import * as vscode from 'vscode';
import { sleep, until } from './until';

/** A message that the extension showed. */
export interface ShownMessage {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

const ACCEPT = 'workbench.action.acceptSelectedQuickOpenItem';

/** An answer: whatever a list has highlighted by itself. */
export const ENTER = '\n';
type Patched = Record<string, unknown>;

/**
 * Stands for the user: types into the editor's real quick inputs, and presses buttons of messages. Messages are not
 * shown, since nothing in the editor's API can press their buttons.
 */
export class Answers {
  readonly messages: ShownMessage[] = [];
  /** The titles of the quick inputs that were shown, with their step numbers if they have any. */
  readonly asked: string[] = [];
  /** What stood in the lines of text before they were answered. */
  readonly proposed: string[] = [];
  private readonly inputs: (string | null)[] = [];
  private readonly presses: { readonly text: RegExp; readonly button: string }[] = [];
  private readonly restore: (() => void)[] = [];

  constructor() {
    const window = vscode.window as unknown as Patched;
    this.patch(window, 'createInputBox', (real) => () => this.driven(real() as vscode.InputBox));
    this.patch(window, 'createQuickPick', (real) => () => {
      return this.driven(real() as vscode.QuickPick<vscode.QuickPickItem>);
    });
    this.patch(window, 'showQuickPick', () => (items: vscode.QuickPickItem[]) => {
      const label = this.inputs.shift();
      return Promise.resolve(items.find((item) => item.label === label));
    });
    for (const [name, severity] of [
      ['showInformationMessage', 'info'],
      ['showWarningMessage', 'warning'],
      ['showErrorMessage', 'error'],
    ] as const) {
      this.patch(
        window,
        name,
        () =>
          (text: string, ...rest: unknown[]) =>
            this.shown(severity, text, rest),
      );
    }
  }

  /** What to answer to the next quick inputs: a text to type, the label to pick, or null for Escape. */
  next(...inputs: (string | null)[]): void {
    this.inputs.push(...inputs);
  }

  /** Presses a button of the next message that matches. */
  press(text: RegExp, button: string): void {
    this.presses.push({ text, button });
  }

  /** Waits for a message. @throws Error when it does not come. */
  async message(text: RegExp, timeoutMs?: number): Promise<ShownMessage> {
    return await until(
      () => this.messages.find((message) => text.test(message.text)),
      () => `no message matches ${String(text)}; shown: ${this.messages.map((one) => one.text).join(' | ')}`,
      timeoutMs,
    );
  }

  dispose(): void {
    for (const undo of this.restore) undo();
  }

  private patch(target: Patched, name: string, make: (real: () => unknown) => unknown): void {
    const real = target[name] as () => unknown;
    target[name] = make(real);
    this.restore.push(() => (target[name] = real));
  }

  private driven<T extends vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>>(input: T): T {
    const show = input.show.bind(input);
    input.show = () => {
      const { title, step, totalSteps } = input;
      const counted = step === undefined ? '' : ` ${String(step)}/${String(totalSteps)}`;
      this.asked.push(`${String(title)}${counted}`);
      show();
      this.answer(input).catch((error: unknown) => {
        this.messages.push({ severity: 'error', text: String(error), detail: '', buttons: [] });
      });
    };
    return input;
  }

  private async answer(input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>): Promise<void> {
    await reachesWindow();
    const answer = this.inputs.shift() ?? null;
    if (answer === null) {
      input.hide();
      return;
    }
    if ('items' in input) {
      if (answer === ENTER) {
        await vscode.commands.executeCommand(ACCEPT);
        return;
      }
      const { items } = input;
      const item = items.find(({ label }) => label === answer);
      if (item === undefined) {
        // Whoever asks is told, and does not wait for an answer that never comes.
        input.hide();
        throw new Error(
          `nothing to pick by the name ${answer}; offered: ${items.map(({ label }) => label).join()}`,
        );
      }
      input.activeItems = [item];
    } else {
      this.proposed.push(input.value);
      input.value = answer;
    }
    await reachesWindow();
    await vscode.commands.executeCommand(ACCEPT);
  }

  private shown(
    severity: ShownMessage['severity'],
    text: string,
    rest: unknown[],
  ): Promise<string | undefined> {
    const buttons = rest.filter((item) => typeof item === 'string');
    const options = rest.find((item) => typeof item === 'object' && item !== null);
    const detail = (options as vscode.MessageOptions | undefined)?.detail ?? '';
    this.messages.push({ severity, text, detail, buttons });
    const index = this.presses.findIndex((press) => press.text.test(text));
    const [press] = index === -1 ? [] : this.presses.splice(index, 1);
    if (press !== undefined && !buttons.includes(press.button)) {
      return Promise.reject(new Error(`no button ${press.button} on: ${text}`));
    }
    return Promise.resolve(press?.button);
  }
}

/**
 * Waits until the window has what was set on a quick input: that leaves with the next turn of the loop, and the window
 * answers in the order in which it is told.
 */
async function reachesWindow(): Promise<void> {
  await sleep(0);
  await vscode.commands.executeCommand('setContext', 'elasticacheMigrator.test.told', true);
}
