import { afterEach, expect, test, vi } from "vitest";
import { api, Problem, setRenewing, Unreachable } from "./client";

const answering = (body: string, status: number, type: string) =>
  vi.stubGlobal("fetch", async () => new Response(body, { status, headers: { "content-type": type } }));

afterEach(() => vi.unstubAllGlobals());

test("a page that stands in the way of an answer is no answer: nobody knows whether it was done", async () => {
  answering("<html>sign in to the network</html>", 200, "text/html");
  await expect(api("/tasks")).rejects.toBeInstanceOf(Unreachable);
});

test("a refusal that broke off is one all the same, with its status", async () => {
  answering('{"status": 50', 503, "application/problem+json");
  const refused = await api("/tasks").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).body).toMatchObject({ status: 503, code: "bad-answer" });
});

const inTurn = (...statuses: number[]) => {
  const asked = vi.fn(async () => {
    const status = statuses.shift()!;
    const body = status === 403 ? { status, code: "not-from-a-page", detail: "" } : { status };
    return new Response(JSON.stringify(body), { status, headers: { "content-type": status === 200 ? "application/json" : "application/problem+json" } });
  });
  vi.stubGlobal("fetch", asked);
  return asked;
};

test("whoever has signed in again in another window is asked to do nothing twice", async () => {
  const asked = inTurn(403, 200);
  setRenewing(async () => true);
  await expect(api("/tasks/1/complete", { method: "POST" })).resolves.toEqual({ status: 200 });
  expect(asked).toHaveBeenCalledTimes(2);
});

test("what somebody did is never sent in the name of who is signed in by now", async () => {
  const asked = inTurn(403, 200);
  setRenewing(async () => false);
  await expect(api("/tasks/1/complete", { method: "POST" })).rejects.toBeInstanceOf(Problem);
  expect(asked).toHaveBeenCalledTimes(1);
});
