import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONF_COMMAND_IDS } from '../../src/app/conf/confCommandIds';
import { COMMANDS, CONTEXTS, SETTINGS, VIEWS } from '../../src/app/ids';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly browser: string;
  readonly type?: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly icon?: string; readonly when?: string }[]>
    >;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly when: string;
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

function read(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes, capabilities } = manifest;
const commandIds = contributes.commands.map(({ command }) => command).sort();
const viewIds = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
const menuItems = Object.entries(contributes.menus).flatMap(([menu, items]) =>
  items.map((item) => ({ menu, ...item })),
);

test('every command that is declared is registered, and the other way round', () => {
  expect(commandIds).toEqual(Object.values<string>(COMMANDS).sort());
});

test('every view that is declared is served, and has an icon', () => {
  expect([...viewIds].sort()).toEqual(Object.values<string>(VIEWS).sort());
  for (const view of Object.values(contributes.views).flat()) expect(view.icon).toMatch(/^media\/.+\.svg$/);
});

test('every setting that is declared is read, and none can be set by a workspace that is not trusted', () => {
  const { section, ...names } = SETTINGS;
  const declared = Object.keys(contributes.configuration.properties).sort();
  expect(declared).toEqual(
    Object.values(names)
      .map((name) => `${section}.${name}`)
      .sort(),
  );
  expect([...capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(declared);
});

test('every %key% has its words, and no words are left over', () => {
  const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  expect([...used].sort()).toEqual(Object.keys(words).sort());
});

test('every command has a title and the category from the words file', () => {
  for (const { title, category } of contributes.commands) {
    expect(title).toMatch(/^%command\.\w+%$/);
    expect(category).toBe('%category%');
  }
});

test('menus and welcomes name commands and views that exist', () => {
  for (const { command, when } of menuItems) {
    expect(commandIds).toContain(command);
    for (const [, view] of (when ?? '').matchAll(/view == (\S+)/g)) expect(viewIds).toContain(view);
  }
  for (const { view, contents } of contributes.viewsWelcome) {
    expect(viewIds).toContain(view);
    const [, key] = /^%(.+)%$/.exec(contents) ?? [];
    for (const [, command] of (words[key ?? ''] ?? '').matchAll(/\(command:(elasticacheMigrator\.\w+)\)/g)) {
      expect(commandIds).toContain(command);
    }
  }
});

test('rows are chosen by anchored expressions, at most two actions stand on a row and three in a title', () => {
  const counts = new Map<string, number>();
  for (const { menu, when, group } of menuItems) {
    for (const [, expression] of (when ?? '').matchAll(/viewItem =~ \/(.+?)\//g)) {
      expect(expression).toMatch(/^\^.+\$$/);
    }
    if (menu === 'commandPalette') continue;
    expect(group).toMatch(/^(inline|navigation|\d_[a-z]+)@\d$/);
    const place = `${menu} ${String(when)} ${String(group).replace(/@.*/, '')}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  for (const [place, count] of counts) {
    if (place.endsWith(' inline')) expect(count).toBeLessThanOrEqual(2);
    if (place.endsWith(' navigation')) expect(count).toBeLessThanOrEqual(3);
  }
});

test('in a browser without a host nothing is offered that needs connections', () => {
  const host = '!isWeb || remoteName';
  for (const view of Object.values(contributes.views).flat()) expect(view.when).toBe(host);
  const inPalette = new Map(contributes.menus['commandPalette']?.map(({ command, when }) => [command, when]));
  for (const command of commandIds) {
    const everywhere = CONF_COMMAND_IDS.some((id) => id === command);
    if (everywhere) expect(inPalette.get(command) ?? '').not.toContain('remoteName');
    else expect([host, 'false']).toContain(inPalette.get(command));
  }
  expect(manifest.browser).toMatch(/^\.\/dist\/.+\.js$/);
  // VS Code loads nothing in a web worker that belongs to a package of this type.
  expect(manifest.type).not.toBe('module');
});

test('the walkthrough has five steps, each with a drawing, a command to press, and an event that completes it', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  expect(others).toEqual([]);
  expect(walkthrough?.when).toBe('!isWeb || remoteName');
  expect(walkthrough?.steps).toHaveLength(5);
  for (const { description, media, completionEvents } of walkthrough?.steps ?? []) {
    const linked = [...(words[description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/g)];
    expect(linked.length, description).toBeGreaterThan(0);
    for (const [, command] of linked) expect(commandIds).toContain(command);
    expect(completionEvents.length, description).toBeGreaterThan(0);
    for (const event of completionEvents) {
      const [kind, name] = event.split(':');
      if (kind === 'onContext') expect(Object.values<string>(CONTEXTS)).toContain(name);
      else expect([kind, commandIds.includes(name ?? '')]).toEqual(['onCommand', true]);
    }
    // Colours of the theme only, and nothing that would be fetched.
    const drawing = read(media.svg);
    expect(drawing).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|url\(|href|<script/i);
    expect(drawing).toContain('var(--vscode-');
  }
});
