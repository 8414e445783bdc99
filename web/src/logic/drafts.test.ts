import { expect, test } from "vitest";
import type { DraftShown } from "~/api/schema";
import { firstDraft } from "./drafts";

const here = { at: "2026-11-24T10:00:00.000Z", data: { a: "here" }, comment: "" };
const there = (at: string) => ({ at, data: { a: "there" }, comment: "said" }) as unknown as DraftShown;

test("the later of two drafts goes on", () => {
  expect(firstDraft(here, there("2026-11-24T09:00:00Z")).written.data).toEqual({ a: "here" });
  expect(firstDraft(here, there("2026-11-24T11:00:00Z")).written).toEqual({ data: { a: "there" }, comment: "said" });
  expect(firstDraft(null, there("2026-11-24T11:00:00Z")).restored).toBe(true);
});

test("without a draft there is nothing to go on with", () => {
  expect(firstDraft(null, null)).toEqual({ written: { data: {}, comment: "" }, restored: false, isUnsent: false });
});

test("a clock that is slow loses nothing: what goes on from the server's draft is the later one", () => {
  const found = firstDraft({ ...here, base: "2026-11-24T11:00:00Z" }, there("2026-11-24T11:00:00Z"));
  expect([found.written.data, found.isUnsent]).toEqual([{ a: "here" }, true]);
  expect(firstDraft({ ...here, base: "2026-11-24T11:00:00Z" }, there("2026-11-24T12:00:00Z")).written.data).toEqual({ a: "there" });
});

test("what the server had and has no more was handed in elsewhere; what it never had is not", () => {
  expect(firstDraft({ ...here, base: "2026-11-24T09:00:00Z" }, null).restored).toBe(false);
  expect(firstDraft({ ...here, base: null }, null)).toMatchObject({ restored: true, isUnsent: true });
});
