/** What a drawing takes from the editor's theme; a canvas does not follow it by itself. */
export interface ThemeColours {
  readonly text: string;
  readonly background: string;
  /** One for each series. */
  readonly bars: readonly [string, string];
  readonly font: { readonly family: string; readonly size: number };
}

/** The theme's colours and font as they are now; the size in pixels. */
export function themeColours(): ThemeColours {
  const { color, fontFamily, fontSize } = getComputedStyle(document.body);
  const root = getComputedStyle(document.documentElement);
  const named = (name: string): string => root.getPropertyValue(`--vscode-${name}`).trim() || color;
  return {
    text: color,
    background: named('editor-background'),
    bars: [named('charts-blue'), named('charts-purple')],
    font: { family: fontFamily, size: Number.parseFloat(fontSize) },
  };
}

/** Calls `changed` after the theme, or what makes it up, has changed. */
export function watchTheme(changed: () => void): void {
  let asked = false;
  const ask = (): void => {
    if (asked) return;
    asked = true;
    // The editor changes many properties at once.
    setTimeout(() => {
      asked = false;
      changed();
    }, 50);
  };
  const observer = new MutationObserver(ask);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
