/** Attributes of an element: a string, or true for one without a value. */
type Attributes = Readonly<Record<string, string | true>>;

/**
 * An element with attributes and children. Text becomes text nodes, never markup, so that no name of a user's can turn
 * into an element.
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}
