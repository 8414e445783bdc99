import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeEach, expect, test, vi } from "vitest";
import { type TwoTexts, useTwoTexts } from "./useTwoTexts";

vi.mock("~/session/Session", () => ({ useSession: () => ({ person: { id: "ann" } }) }));
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
beforeEach(() => localStorage.clear());

const FIRST: TwoTexts = { definition: "first", scenarios: "" };
const SECOND: TwoTexts = { definition: "second", scenarios: "" };

/** The page of a definition, opened while a version is in force. */
function opened(base: string, inForce: TwoTexts) {
  const now: { writing?: ReturnType<typeof useTwoTexts> } = {};
  const Shown = () => {
    now.writing = useTwoTexts("leave", base, inForce);
    return null;
  };
  act(() => createRoot(document.createElement("div")).render(<Shown />));
  return () => now.writing!;
}

test("what was written is there when another version has come into force since, and that is said", () => {
  const before = opened("one", FIRST);
  act(() => before().change({ definition: "mine" }));
  const writing = opened("two", SECOND);
  expect([writing().now.definition, writing().changed, writing().isOlder]).toEqual(["mine", true, true]);
  act(() => writing().drop());
  expect([writing().now.definition, writing().changed, writing().isOlder]).toEqual(["second", false, false]);
});

test("what was changed back is no draft", () => {
  const before = opened("one", FIRST);
  act(() => before().change({ definition: "mine" }));
  act(() => before().change({ definition: "first" }));
  expect(opened("two", SECOND)().now).toEqual({ base: "two", ...SECOND });
});
