import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { CommentEdit } from "./CommentEdit";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(() => vi.unstubAllGlobals());

test("words that are needed and missing are asked for where they are written", async () => {
  vi.stubGlobal("fetch", async () => new Response("{}", { headers: { "content-type": "application/json" } }));
  const place = document.createElement("div");
  const root = createRoot(place);
  const draw = (missing: boolean) =>
    act(async () =>
      root.render(
        <QueryClientProvider client={new QueryClient()}>
          <CommentEdit value="" onChange={() => {}} required missing={missing} />
        </QueryClientProvider>,
      ),
    );
  await draw(false);
  expect(place.querySelector("[role=alert]")).toBeNull();
  await draw(true);
  expect(place.querySelector("[role=alert]")?.textContent).toBe("请填写意见");
  expect(place.querySelector("textarea")?.getAttribute("aria-invalid")).toBe("true");
});
