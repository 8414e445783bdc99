// What a page says: every text one sees, and what is said to who does not see it.
() => {
  // A file, an expression, an address; the name of a language in that language; what is told not to be translated.
  const APART = "script, style, noscript, pre, code, textarea, .cm-editor, .difference-lines, button[lang], [translate=no]";
  const said = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const keep = (text) => text && text.trim() && said.add(text.trim().replace(/\s+/g, " "));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (one.closest(APART) || !one.checkVisibility()) continue;
    keep(node.textContent);
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title], [alt], [aria-description]")) {
    if (one.closest(APART) || !one.checkVisibility()) continue;
    for (const name of ["aria-label", "placeholder", "title", "alt", "aria-description"]) keep(one.getAttribute(name));
  }
  keep(document.title);
  return [...said];
}
