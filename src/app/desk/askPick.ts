import * as vscode from 'vscode';
import type { Position } from './steps';

/** One thing to pick. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** One question with a list of answers. */
export interface PickQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** The one that is highlighted at first. */
  readonly active?: T;
}

/** Asks for one of a list. The choice, or how the user left. */
export async function askPick<T>(
  question: PickQuestion<T>,
  position: Position,
): Promise<{ picked: T } | 'back' | 'cancel'> {
  const list = vscode.window.createQuickPick<Choice<T>>();
  list.title = question.title;
  list.step = position.total === 1 ? undefined : position.step;
  list.totalSteps = position.total === 1 ? undefined : position.total;
  list.placeholder = question.placeholder;
  list.matchOnDescription = true;
  list.ignoreFocusOut = true;
  list.items = question.choices;
  const active = question.choices.filter(({ value }) => value === question.active);
  // Without an active one Enter would do nothing: then it is the first, as VS Code has it.
  if (active.length > 0) list.activeItems = active;
  list.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const subscriptions: vscode.Disposable[] = [];
  try {
    return await new Promise((resolve) => {
      subscriptions.push(
        list.onDidAccept(() => {
          const [item] = list.selectedItems;
          if (item !== undefined) resolve({ picked: item.value });
        }),
        list.onDidTriggerButton(() => {
          resolve('back');
        }),
        list.onDidHide(() => {
          resolve('cancel');
        }),
      );
      list.show();
    });
  } finally {
    vscode.Disposable.from(...subscriptions, list).dispose();
  }
}
