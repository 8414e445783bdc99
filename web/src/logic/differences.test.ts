import { expect, test } from "vitest";
import type { LineOfText } from "~/api/schema";
import { pairs, stretches } from "./differences";

const line = (text: string, mark: LineOfText["mark"] = ""): LineOfText => ({ mark, before: null, after: null, text });
const equal = (count: number) => Array.from({ length: count }, (_, at) => line(`same ${at}`));

test("what has not changed is folded, but for the lines around a change", () => {
  const found = stretches([...equal(20), line("old", "-"), line("new", "+"), ...equal(20)]);
  expect(found.map((one) => [one.folded, one.lines.length])).toEqual([[true, 17], [false, 8], [true, 17]]);
});

test("two lines are not worth folding", () => {
  const found = stretches([...equal(5), line("new", "+")]);
  expect(found.every((one) => !one.folded)).toBe(true);
});

test("what came stands beside what went", () => {
  const found = pairs([line("a"), line("b", "-"), line("c", "-"), line("B", "+"), line("d"), line("e", "+")]);
  expect(found.map(([before, after]) => [before?.text, after?.text])).toEqual([
    ["a", "a"], ["b", "B"], ["c", undefined], ["d", "d"], [undefined, "e"],
  ]);
});
