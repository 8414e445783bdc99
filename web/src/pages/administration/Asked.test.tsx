import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { Asked } from "./Asked";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test("what is being written in an answer stays when asking again goes wrong", () => {
  const place = document.createElement("div");
  const root = createRoot(place);
  const draw = (error: Error | null) =>
    act(() => root.render(<Asked query={{ data: 1 as number | undefined, error, refetch: (() => {}) as never }}>{() => <input />}</Asked>));
  draw(null);
  place.querySelector("input")!.value = "typed";
  draw(new Error("the server is being restarted"));
  expect(place.querySelector("input")?.value).toBe("typed");
});
