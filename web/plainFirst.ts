import type { Plugin, Rolldown } from "vite";

const OF_ANTD = /[\\/](antd[\\/]es|@rc-component)[\\/].*\.js$/;

/** What every page loads before it shows anything has none of antd's code: a phone would read it for half a second. */
export function plainFirst(): Plugin {
  return {
    name: "plain-first",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const heavy = loadedFirst(chunks).flatMap((chunk) => chunk.moduleIds).find((id) => OF_ANTD.test(id));
      if (heavy) this.error(`Expected nothing of antd in what is loaded first (see \`lazily\`), but found ${heavy}`);
    },
  };
}

/** The chunks of the page's own script, and all that they import at once. */
function loadedFirst(chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const found = new Set(chunks.filter((chunk) => chunk.isEntry));
  for (const chunk of found) chunks.filter(({ fileName }) => chunk.imports.includes(fileName)).forEach((one) => found.add(one));
  return [...found];
}
