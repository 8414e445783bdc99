import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { ActsProvider } from "./Acts";
import { onSignedOut } from "./client";
import { LiveProvider } from "./Live";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(() => vi.unstubAllGlobals());

/** News that the server refuses as soon as they are asked for. */
class Refused {
  static readonly CLOSED = 2;
  readyState = Refused.CLOSED;
  onerror = () => {};
  constructor() {
    setTimeout(() => this.onerror());
  }
  addEventListener() {}
  close() {}
}

test("a page that is only looked at hears of the end of its session, too", async () => {
  const problem = JSON.stringify({ status: 401, code: "sign-in-needed", detail: "" });
  vi.stubGlobal("EventSource", Refused);
  vi.stubGlobal("fetch", async () => new Response(problem, { status: 401, headers: { "content-type": "application/problem+json" } }));
  const signedOut = vi.fn();
  const forget = onSignedOut(signedOut);
  const root = createRoot(document.createElement("div"));
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <ActsProvider person="ann"><LiveProvider>{null}</LiveProvider></ActsProvider>
      </QueryClientProvider>,
    ),
  );
  await vi.waitFor(() => expect(signedOut).toHaveBeenCalled());
  await act(async () => root.unmount());
  forget();
});
