import type { Plugin } from "vite";

interface Change {
  file: RegExp;
  from: RegExp;
  to: string;
}

const CLEAR = 'document.documentElement.lang.startsWith("zh") ? "清除" : "Clear"';

/** Where a library says something in English that no property or locale of it changes. */
const CHANGES: readonly Change[] = [
  // A picture beside a word repeats it; one that stands alone is in a button that has a name.
  { file: /[\\/]icons[\\/]es[\\/]components[\\/]AntdIcon(?:Light)?\.js$/, from: /role: "img",\s*"aria-label": icon\.name/, to: '"aria-hidden": true' },
  { file: /[\\/]select[\\/]es[\\/]hooks[\\/]useAllowClear\.js$/, from: /'Clear'/, to: `(${CLEAR})` },
];

/** What libraries say to who does not see the page is said in its language, or not at all. */
export function spoken(): Plugin {
  return {
    name: "spoken",
    transform(code, id) {
      const change = CHANGES.find(({ file }) => file.test(id));
      if (!change) return undefined;
      if (!change.from.test(code)) this.error(`Expected ${change.from.source} in ${id}, but it says something else now`);
      return { code: code.replace(change.from, change.to), map: null };
    },
  };
}
