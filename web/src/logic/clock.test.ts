import { expect, test } from "vitest";
import { instantOf, keepToZone, wall } from "./clock";

test("a moment is shown on the company's clock and asked for by it, wherever the browser stands", () => {
  keepToZone("Asia/Shanghai");
  expect(wall("2026-11-24T01:00:00Z").format("YYYY-MM-DD HH:mm")).toBe("2026-11-24 09:00");
  expect(instantOf(wall("2026-11-24T01:00:00Z"))).toBe("2026-11-24T01:00:00.000Z");
});
