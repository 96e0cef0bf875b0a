import type { Frame } from 'playwright-core';

/** As text: this file is checked without the DOM's types. */
const LOOK = `(() => {
  const flaws = [];
  const { documentElement: root, body } = document;
  if (root.scrollWidth > root.clientWidth) {
    flaws.push('the page is ' + root.scrollWidth + ' px wide, of which ' + root.clientWidth + ' are seen');
  }
  const nameOf = (one) => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') + ' "' + one.textContent.trim().slice(0, 40) + '"';
  // What scrolls by itself may be wider than it is seen, and what only a screen reader is told may be anywhere.
  const isApart = (one) => one.closest('.unseen, .wide, pre, svg') !== null;
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = [...body.querySelectorAll('*')].filter((one) => isSeen(one) && !isApart(one));
  for (const one of all) {
    const { overflowX } = getComputedStyle(one);
    if (overflowX !== 'visible' && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1) {
      flaws.push(nameOf(one) + ' is cut off');
    }
  }
  const holdsText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const leaves = all.filter((one) => holdsText(one) || one.matches('select, input, progress, .icon'));
  const boxes = leaves.flatMap((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const own = holdsText(one) && !one.matches('select') ? [...range.getClientRects()] : [one.getBoundingClientRect()];
    return own.filter(({ width, height }) => width > 1 && height > 1).map((box) => ({ one, box }));
  });
  for (const { one, box } of boxes) {
    if (box.left < -1 || box.right > root.clientWidth + 1) flaws.push(nameOf(one) + ' stands out of the page');
  }
  // The buttons at the lower edge lie over what is scrolled beneath them, as they should.
  const lying = boxes.filter(({ one }) => one.closest('.actions, .steps') === null);
  for (const [index, { one, box }] of lying.entries()) {
    for (const { one: other, box: its } of lying.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
      const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
      // Lines of text may share a pixel or three of what is above and below their letters.
      if (across > 2 && down > 4) flaws.push(nameOf(one) + ' and ' + nameOf(other) + ' lie over each other');
    }
  }
  return [...new Set(flaws)];
})()`;

/** What is cut off, stands out of the page, or lies over something else, in a page as wide as it is now; empty for nothing. */
export async function layoutFlaws(frame: Frame): Promise<string[]> {
  return await frame.evaluate<string[]>(LOOK);
}
