import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftKeeper } from "./draftKeeper";
import type { Kept, Written } from "./drafts";

const NOTHING: Written = { data: {}, comment: "" };
const said = (comment: string): Written => ({ data: {}, comment });

class Shelf {
  kept: Kept | null = null;
  write = (kept: Kept) => void (this.kept = kept);
  drop = () => void (this.kept = null);
}

/** A server that answers when it is told to. */
class Server {
  heard: string[] = [];
  waiting: ((is: "taken" | "lost") => void)[] = [];
  put = (written: Written) =>
    new Promise<{ at: string }>((resolve, reject) => {
      this.heard.push(written.comment);
      this.waiting.push((is) => (is === "taken" ? resolve({ at: `at-${written.comment}` }) : reject(new Error(is))));
    });
  async answers(is: "taken" | "lost" = "taken") {
    this.waiting.shift()!(is);
    await vi.advanceTimersByTimeAsync(0);
  }
}

let server: Server;
let shelf: Shelf;
const begun = (more: { first?: Written; isUnsent?: boolean } = {}) =>
  new DraftKeeper({ put: server.put, shelf, first: NOTHING, base: null, isUnsent: false, pause: 100, ...more });
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  shelf = new Shelf();
});
afterEach(() => void vi.useRealTimers());

test("what is written is kept here at once, and on the server after a pause", async () => {
  const keeper = begun();
  keeper.keep(said("a"));
  expect([shelf.kept?.comment, server.heard, keeper.standing()]).toEqual(["a", [], "changed"]);
  await pass(100);
  await server.answers();
  expect([server.heard, keeper.standing(), shelf.kept?.base]).toEqual([["a"], "kept", "at-a"]);
});

test("what is written while the last is on its way goes after it, never before", async () => {
  const keeper = begun();
  keeper.keep(said("a"));
  await pass(100);
  keeper.keep(said("b"));
  await pass(1_000);
  expect(server.heard).toEqual(["a"]);
  await server.answers();
  await pass(100);
  await server.answers();
  expect([server.heard, keeper.standing()]).toEqual([["a", "b"], "kept"]);
});

test("what the server did not take stays here, and goes when the connection is back", async () => {
  const keeper = begun();
  keeper.keep(said("a"));
  await pass(100);
  await server.answers("lost");
  await pass(10_000);
  expect([server.heard, keeper.standing(), shelf.kept?.comment]).toEqual([["a"], "failed", "a"]);
  keeper.retry();
  await pass(100);
  await server.answers();
  expect(keeper.standing()).toBe("kept");
});

test("what an earlier page could not send goes from the next one by itself", async () => {
  begun({ first: said("a"), isUnsent: true });
  await pass(100);
  expect(server.heard).toEqual(["a"]);
});

test("whoever leaves has sent what was written last", async () => {
  const keeper = begun();
  keeper.keep(said("a"));
  keeper.leave();
  await server.answers();
  keeper.leave();
  expect(server.heard).toEqual(["a"]);
});

test("what is handed in waits for its draft, and nothing of that comes afterwards", async () => {
  const keeper = begun();
  keeper.keep(said("a"));
  await pass(100);
  let stopped = false;
  void keeper.stop().then(() => void (stopped = true));
  await pass(1_000);
  expect(stopped).toBe(false);
  await server.answers();
  expect(stopped).toBe(true);
  keeper.forget();
  keeper.keep(said("b"));
  keeper.leave();
  await pass(1_000);
  expect([server.heard, shelf.kept]).toEqual([["a"], null]);
});

test("what was handed in and refused is kept again", async () => {
  const keeper = begun();
  await keeper.stop();
  keeper.goOn();
  keeper.keep(said("a"));
  await pass(100);
  expect(server.heard).toEqual(["a"]);
});
