import { describe, expect, it } from "vitest";
import { filled } from "./filled";

describe("a text with places", () => {
  it("has its values in them", () => {
    expect(filled("{label} · {seconds} 秒后提交", { label: "同意 {x}", seconds: 9 })).toBe("同意 {x} · 9 秒后提交");
    expect(filled("heldUntil {when}", { when: null })).toBe("heldUntil ");
  });

  it("counts as English does", () => {
    const text = "{count} {count, plural, one {task} other {tasks}} due by {at}";
    expect([0, 1, 2].map((count) => filled(text, { count, at: "noon" }))).toEqual([
      "0 tasks due by noon", "1 task due by noon", "2 tasks due by noon",
    ]);
  });
});
