import { expect, test } from "vitest";
import type { TaskItem } from "~/api/schema";
import { following, left } from "./listInHand";

const item = (task: string, standing: TaskItem["standing"] = "mine") => ({ case_id: "c", task, standing }) as TaskItem;
const list = [item("1"), item("2"), item("3", "others"), item("4", "offered")];

test("the next task is the one below, and from the top again after the last", () => {
  expect(following(list, new Set(), "c/1")?.task).toBe("2");
  expect(following(list, new Set(), "c/4")?.task).toBe("1");
});

test("what is decided already and what others have to do is passed over", () => {
  expect(following(list, new Set(["c/2"]), "c/1")?.task).toBe("4");
  expect(following(list, new Set(["c/1", "c/2", "c/4"]), "c/1")).toBeNull();
});

test("from a task that is not on the list the first one comes", () => {
  expect(following(list, new Set(), "c/9")?.task).toBe("1");
});

test("the list is without what was decided here", () => {
  expect(left(list, new Set(["c/2"])).map((one) => one.task)).toEqual(["1", "3", "4"]);
});
