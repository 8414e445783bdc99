import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { antdStyles } from "./antdStyles.ts";
import { compressed } from "./compressed.ts";
import { plainFirst } from "./plainFirst.ts";
import { spoken } from "./spoken.ts";

const api = process.env.BANJIE_API ?? "http://127.0.0.1:8080";

const FIRST = ["$initial" as const];
const parts = (...names: string[]) => new RegExp(`[\\\\/](antd[\\\\/]es|@rc-component)[\\\\/](${names.join("|")})[\\\\/]`);

/** Few files, each needed whole: a request costs a phone more than some code it does not need yet. */
const CHUNKS = [
  { name: "react", tags: FIRST, test: /[\\/](react|react-dom|scheduler)[\\/]/ },
  { name: "frame", tags: FIRST, test: /[\\/]node_modules[\\/]/ },
  { name: "first", tags: FIRST, test: /[\\/]web[\\/]src[\\/].+[\\/]/ },
  { name: "icons", test: /[\\/]@ant-design[\\/]icons/ },
  { name: "layers", test: parts("tooltip", "popover", "popconfirm", "menu", "dropdown", "dialog", "modal", "drawer", "skeleton") },
  { name: "inputs", test: parts("input", "form", "select", "virtual-list", "checkbox", "radio", "input-number", "upload") },
  { name: "dates", test: parts("picker", "date-picker", "time-picker") },
  { name: "antd", test: /[\\/](antd|@rc-component|@ant-design)[\\/]/, minShareCount: 3 },
  { name: "shared", test: /[\\/]web[\\/]src[\\/](api|logic|parts|session|shell)[\\/]/, minShareCount: 3 },
];

export default defineConfig({
  plugins: [react(), spoken(), antdStyles(), plainFirst(), compressed()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": { target: api, changeOrigin: false } } },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
