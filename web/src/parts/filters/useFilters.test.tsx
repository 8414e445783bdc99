import { act } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { expect, test } from "vitest";
import { useFilters } from "./useFilters";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const NAMES = ["search", "process"] as const;

test("what was typed a moment ago is heard without taking back what was chosen meanwhile", () => {
  const now: { set?: ReturnType<typeof useFilters<"search" | "process">>["set"] } = {};
  const Shown = () => {
    now.set = useFilters(NAMES).set;
    return null;
  };
  act(() => createRoot(document.createElement("div")).render(<BrowserRouter><Shown /></BrowserRouter>));
  const asItWasTyped = now.set!;
  act(() => now.set!("process", "leave"));
  act(() => asItWasTyped("search", "home"));
  expect(new URLSearchParams(window.location.search).toString()).toBe("process=leave&search=home");
});
