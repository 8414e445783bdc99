// What is wrong with how a page looks: a list of sentences.
() => {
  const width = document.documentElement.clientWidth;
  const THUMB = 43.5;
  // What may be wider than its place, because it is moved by a finger or a wheel.
  const SCROLLS = ".path, .stages, .tabs, .phrases, .table-view, .table-edit, .react-flow, [data-scrolls], pre";
  const LAYERS = ".ant-popover, .ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown, .ant-modal-wrap, .ant-drawer, .ant-tooltip, .ant-message";
  const PRESSED = "a[href], button, input, textarea, select, summary, [role=button], [role=tab], [role=switch], [role=menuitem]";
  const TARGETS = "label, .ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-input-number, .ant-checkbox-wrapper, .ant-radio-button-wrapper, .ant-segmented-item, .ant-upload";
  const WRITTEN = "pre, code, .cm-editor, .difference-lines";
  const LEFT_OVER = /\bundefined\b|\bNaN\b|\[object |Invalid Date|\bnull\b|\{[a-z_]+\}/;

  const said = (text) => text.trim().replace(/\s+/g, " ").slice(0, 40);
  const nameOf = (one) => `${one.tagName.toLowerCase()} “${said(one.getAttribute("aria-label") || one.textContent || one.className || "")}”`;
  const styles = new Map();
  const styleOf = (one) => styles.get(one) ?? styles.set(one, getComputedStyle(one)).get(one);
  const upwards = function* (one) { for (let at = one; at && at !== document.body; at = at.parentElement) yield at; };
  const isHidden = (one) =>
    !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    [...upwards(one)].some((at) => styleOf(at).clipPath !== "none" || at.inert);
  const isStuck = (one) => ["fixed", "sticky"].includes(styleOf(one).position);
  const layerOf = (one) => one.closest(LAYERS) ?? [...upwards(one)].find(isStuck) ?? document.body;

  // The part of a box that is to be seen, and whether something cuts it off for good.
  const seenOf = (box, one) => {
    let { left, top, right, bottom } = box, cut = null;
    for (const at of upwards(one)) {
      const { overflowX, overflowY, textOverflow, position } = styleOf(at), room = at.getBoundingClientRect();
      if (overflowX !== "visible") {
        const hides = ["hidden", "clip"].includes(overflowX) && !(textOverflow === "ellipsis" && at.closest("[title]"));
        if (hides && (right > room.right + 1.5 || left < room.left - 1.5)) cut = at;
        [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
      }
      if (overflowY !== "visible") {
        const mid = (box.top + box.bottom) / 2;
        if (["hidden", "clip"].includes(overflowY) && (mid > room.bottom + 1 || mid < room.top - 1)) cut = at;
        [top, bottom] = [Math.max(top, room.top), Math.min(bottom, room.bottom)];
      }
      if (position === "fixed") break;
    }
    return { left, top, right, bottom, cut };
  };

  // Every line of every text, in the middle half of its height: letters of two lines may touch, words may not.
  const linesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };
  const wrong = new Set(), lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.textContent.trim() || one.closest("script, style, svg, noscript") || isHidden(one)) continue;
    if (LEFT_OVER.test(node.textContent) && !one.closest(WRITTEN)) wrong.add(`left over: “${said(node.textContent)}”`);
    for (const box of linesOf(node)) {
      const { cut, ...seen } = seenOf(box, one), free = one.closest(SCROLLS);
      if (cut && !free) wrong.add(`clipped by ${cut.className || cut.tagName}: ${nameOf(one)}`);
      if (seen.right > width + 1.5 && !free && seen.right > seen.left) wrong.add(`beside the screen: ${nameOf(one)}`);
      const quarter = (seen.bottom - seen.top) / 4;
      if (seen.right - seen.left > 2 && quarter > 1)
        lines.push({ ...seen, top: seen.top + quarter, bottom: seen.bottom - quarter, one, layer: layerOf(one) });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((a, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < a.bottom; next++) {
      const b = lines[next];
      const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (a.one !== b.one && a.layer === b.layer && overlap > 2) wrong.add(`one over the other: ${nameOf(a.one)} and ${nameOf(b.one)}`);
    }
  });

  // A finger needs room, but for a link within a sentence.
  const isInSentence = (one) =>
    styleOf(one).display === "inline" && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const isSeen = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && !isHidden(one);
  };
  if (matchMedia("(pointer: coarse)").matches || width < 768)
    for (const one of document.querySelectorAll(PRESSED)) {
      const target = one.closest(TARGETS) ?? one;
      if (!isSeen(target) || isInSentence(one) || one.closest(".react-flow")) continue;
      const box = target.getBoundingClientRect();
      if (box.height < THUMB || box.width < THUMB)
        wrong.add(`too small for a finger (${Math.round(box.width)} × ${Math.round(box.height)}): ${nameOf(one)}`);
    }

  // What stays in place while one scrolls leaves room to read, on a phone.
  if (width < 768)
    for (const one of document.querySelectorAll("main *")) {
      const { height } = one.getBoundingClientRect();
      if (height > innerHeight / 2 && isStuck(one) && !one.closest(`${LAYERS}, .cm-editor`))
        wrong.add(`takes ${Math.round((100 * height) / innerHeight)}% of the screen: ${nameOf(one)}`);
    }

  const { scrollWidth } = document.documentElement;
  if (scrollWidth > width) wrong.add(`scrolls sideways: ${scrollWidth} of ${width}`);
  return [...wrong];
}
