/** The themes every picture is looked at in: a short name, and the id in the setting workbench.colorTheme. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;

/** The same themes as the theme picker calls them. */
export const themeLabels: Readonly<Record<ThemeName, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'hc-dark': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
};

export type ThemeName = keyof typeof themes;

export const themeNames = ['dark', 'light', 'hc-dark', 'hc-light'] as const satisfies readonly ThemeName[];

/** The class that the workbench's element carries in a theme of each kind. */
export const themeClasses: Readonly<Record<ThemeName, string>> = {
  dark: 'vs-dark',
  light: 'vs',
  'hc-dark': 'hc-black',
  'hc-light': 'hc-light',
};
