import { afterEach, expect, test, vi } from "vitest";
import { api, Problem, Unreachable } from "./client";

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
