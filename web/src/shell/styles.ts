/** What a style element needs to count. */
export const NONCE = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

/** Some parts of libraries (the scroll lock of dialogs) add style elements without the page's nonce: all get it here. */
export function allowStyles() {
  const create = document.createElement.bind(document);
  const allowed = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = NONCE;
    return made;
  };
  document.createElement = allowed as typeof document.createElement;
}
