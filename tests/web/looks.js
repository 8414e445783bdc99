// What is wrong with how a page looks: a list of sentences.
() => {
  const width = document.documentElement.clientWidth;
  const PRESSED = "button, [role=button], nav a, .row-link, .ant-select, .ant-input, .ant-picker";
  const PART_OF_LARGER = "p, .ant-picker, .ant-input-affix-wrapper, .ant-input-number";
  const SCROLLS = ".path, .tabs, .phrases, .table-view, .table-edit, [data-scrolls]";
  const THUMB = 43.5;

  const nameOf = (one) => {
    const text = (one.getAttribute("aria-label") || one.textContent || "").trim().slice(0, 40);
    return `${one.tagName.toLowerCase()} “${text}”`;
  };
  const isSeen = (one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.opacity !== "0";
  };
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const isCut = (one) => {
    const { overflowX, textOverflow } = getComputedStyle(one);
    return ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1;
  };
  const wrongWith = (one) => {
    const { right, height } = one.getBoundingClientRect(), wrong = [];
    if (hasText(one) && !one.closest(SCROLLS)) {
      if (right > width + 1) wrong.push(`beside the screen: ${nameOf(one)}`);
      if (isCut(one)) wrong.push(`clipped: ${nameOf(one)}`);
    }
    if (width < 768 && height < THUMB && one.matches(PRESSED) && !one.closest(PART_OF_LARGER))
      wrong.push(`too small for a thumb (${Math.round(height)}): ${nameOf(one)}`);
    return wrong;
  };

  const wrong = [...document.querySelectorAll("body *")].filter(isSeen).flatMap(wrongWith);
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > width) wrong.push(`scrolls sideways: ${scrollWidth} of ${width}`);
  return [...new Set(wrong)];
}
