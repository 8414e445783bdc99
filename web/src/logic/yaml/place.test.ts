import { expect, test } from "vitest";
import { placeIn } from "./place";

/** The place of the `|` in a text. */
function at(marked: string) {
  const cursor = marked.indexOf("|");
  const place = placeIn(marked.slice(0, cursor), cursor);
  return place && `${place.around.map((one) => (one.kind === "list" ? "[]" : one.key ?? "?")).join(".")} ${place.at} ${place.typed}`;
}

test("a key at the top", () => expect(at("process: a\nna|")).toBe("? key na"));

test("a key of a map further in", () => expect(at("start:\n  application:\n    fo|")).toBe("start.application key fo"));

test("a second key in the same map", () =>
  expect(at("start:\n  application:\n    name: x\n    fo|")).toBe("start.application.? key fo"));

test("a key of a list's item", () => expect(at("steps:\n  - user_task: a\n    du|")).toBe("steps.[].? key du"));

test("the first key of an item", () => expect(at("steps:\n  - us|")).toBe("steps.[] key us"));

test("a list in the column of its key", () => expect(at("steps:\n- user_task: a\n  du|")).toBe("steps.[].? key du"));

test("what follows a list in the column of its key", () => expect(at("steps:\n- wait: a\nou|")).toBe("? key ou"));

test("a value", () => expect(at("steps:\n  - user_task: a\n    next: don|")).toBe("steps.[].next value don"));

test("a key in brackets", () => expect(at("steps:\n  - user_task: a\n    form: {sho|")).toBe("steps.[].form.? key sho"));

test("an item of a list in brackets", () =>
  expect(at("steps:\n  - user_task: a\n    form: {show: [from_day, to|")).toBe("steps.[].form.show.[] value to"));

test("brackets over several lines", () =>
  expect(at("data:\n  a: {type: text,\n      name: x, ty|")).toBe("data.a.? key ty"));

test("after brackets that are closed", () => expect(at("data:\n  a: {type: text}\n  b: {ty|")).toBe("data.b.? key ty"));

test("the keys that stand already", () =>
  expect(placeIn("process: a\nname: b\n", 19)?.around[0]?.keys).toEqual(["process", "name"]));

test("nothing in a comment, a quoted text or a text of many lines", () => {
  expect(at("a: b\n# na|")).toBe(null);
  expect(at("a: 'it is |")).toBe(null);
  expect(placeIn("a: >\n  some te", 14)).toBe(null);
});
