import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import * as antd from "antd";
import { type ComponentType, createElement, type ReactElement, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { ThemeConfig } from "antd";
import type { Plugin } from "vite";
import { FINGER, theme, touchTheme } from "./src/theme.ts";

type Cache = ReturnType<typeof createCache>;
type Part = ComponentType<Record<string, unknown>> & { _InternalPanelDoNotUseOrYouWillBeFired?: Part };

const ADDRESS = "virtual:antd/";
const STYLES = /[\\/]antd[\\/]es[\\/].*[\\/]style[\\/].*\.js$/;
const MADE = /gen(?:StyleHooks|ComponentStyleHook|SubStyleComponent)\(\s*(?:'(\w+)'|\['([\w-]+)',\s*'([\w-]+)'\])/g;
const SHARED = "Shared";
const VARIABLES = "Variables";
/** Of the layers, as `layers.css` says it: whichever file comes first tells it to the browser. */
const ORDER = "@layer reset, base, antd;";

/** The styles of antd as files beside the code of each part, so that no browser computes them.
 *
 * A part that is imported brings its styles along; those of all parts are `virtual:antd/Shared.css`. They stand in the
 * cascade layer `antd`: whatever our own files say counts more. What a theme sets is a CSS variable; antd sets them where
 * its code runs, and `virtual:antd/Variables.css` for what has its styles alone (`src/parts/plain`).
 */
export function antdStyles(): Plugin {
  let styles: Map<string, string> | undefined;
  const styleOf = (id: string) => (styles ??= drawn()).get(id.slice(ADDRESS.length + 1, -".css".length));
  const isOurs = (id: string) => id.startsWith(`\0${ADDRESS}`);
  return {
    name: "antd-styles",
    resolveId: (id) => (id.startsWith(ADDRESS) ? `\0${id}` : undefined),
    load: (id) => (isOurs(id) ? `${ORDER}@layer antd {${styleOf(id) ?? ""}}` : undefined),
    transform: (code, id) => (STYLES.test(id) ? `${code}\n${namesIn(code).map(imported).join("\n")}` : undefined),
    generateBundle(_, bundle) {
      const used = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds.filter(isOurs) : []));
      const missing = used.filter((id) => styleOf(id) === undefined);
      if (missing.length > 0) this.error(`Expected PARTS to draw every part that is used, but it draws none of ${missing.join(", ")}`);
    },
  };
}

const namesIn = (code: string) => [...code.matchAll(MADE)].map(([, alone, part, inner]) => (alone ? `${alone}-${alone}` : `${part}-${inner}`));

const imported = (name: string) => `import "${ADDRESS}${name}.css";`;

/** Every part drawn once, as the server of a page would, with the styles that made. */
function drawn(): Map<string, string> {
  const cache = createCache();
  const { error, warn } = console;
  console.error = console.warn = () => undefined; // antd says that these parts have nothing in them
  PARTS.forEach((part) => draw(part, cache, { ...theme, zeroRuntime: false }));
  const styles = new Map([[VARIABLES, variables()]]);
  Object.assign(console, { error, warn });
  for (const [key, value] of cache.cache) {
    if (!key.startsWith("style%")) continue;
    const [, , name = ""] = key.split("%");
    const at = name.includes("-") && name !== "ant-design-icons" ? name : SHARED;
    styles.set(at, (styles.get(at) ?? "") + textOf(key, value));
  }
  return styles;
}

function draw(part: ReactElement, cache: Cache, how: ThemeConfig): void {
  const inside: ReactNode = createElement(antd.ConfigProvider, { theme: how }, part);
  renderToString(createElement(StyleProvider, { cache }, inside));
}

/** What the theme sets, and what is otherwise for a finger. */
function variables(): string {
  const usual = variablesOf(theme);
  const changed = variablesOf(touchTheme).replace(/--[\w-]+:[^;}]*;?/g, (one) => (usual.includes(one) ? "" : one));
  return `${usual} @media ${FINGER} {${changed}}`;
}

function variablesOf(how: ThemeConfig): string {
  const cache = createCache();
  PLAIN.forEach((part) => draw(part, cache, how));
  return bare(extractStyle(cache, { plain: true, types: ["token", "cssVar"] }));
}

const bare = (text: string) => text.replace(/\.data-ant-cssinjs-cache-path\{[^}]*\}/, "");

function textOf(key: string, value: Cache["cache"] extends Map<string, infer V> ? V : never): string {
  const one = createCache();
  one.cache.set(key, value);
  return bare(extractStyle(one, { plain: true, types: "style" }));
}

const made = (part: unknown, how: Record<string, unknown> = {}) => {
  const { _InternalPanelDoNotUseOrYouWillBeFired: panel } = part as Part;
  return createElement(panel ?? (part as Part), how);
};

const NOT_DRAWN = new Set(["ConfigProvider", "Grid"]);

const { Alert, Button, Form, Input, message, Modal, notification, Space, Tag } = antd;
const PLAIN = [Button, Alert, Tag].map((part) => made(part));
const PARTS: ReactElement[] = [
  ...Object.entries(antd).filter(([name]) => /^[A-Z]/.test(name) && !NOT_DRAWN.has(name)).map(([, part]) => made(part)),
  ...[Input.TextArea, Input.Search, Input.OTP, Input.Password, message, notification].map((part) => made(part)),
  made(Modal, { type: "confirm" }),
  made(Tag, { color: "warning" }),
  made(Tag, { color: "red" }),
  createElement(Space.Compact, null, createElement(Button), createElement(Space.Addon)),
  createElement(Form, null, createElement(Form.Item, null, createElement(Input))),
];
