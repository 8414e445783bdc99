import type { TaskItem } from "~/api/schema";

/** A list of tasks as it is asked for: which, and filtered how. */
export interface ListAsked {
  list: string;
  process?: string | null;
  search?: string | null;
  due?: string | null;
  sort?: string | null;
  version?: string | null;
  where?: readonly string[];
}

const MINE: ListAsked = { list: "mine" };
const KEPT = "banjie.list";

/** The list somebody works through in this tab: the next task after a decision comes from it. */
export function keepListInHand(asked: ListAsked) {
  sessionStorage.setItem(KEPT, JSON.stringify(asked));
}

export function listInHand(): ListAsked {
  const kept = sessionStorage.getItem(KEPT);
  return kept ? (JSON.parse(kept) as ListAsked) : MINE;
}

export const keyOf = (item: Pick<TaskItem, "case_id" | "task">) => `${item.case_id}/${item.task}`;

/** What is left of a list for who decides: without what is decided here already, and what is not theirs to do. */
export const left = (items: readonly TaskItem[], decided: ReadonlySet<string>) =>
  items.filter((item) => !decided.has(keyOf(item)));

/** The one after `here` in a list, from the top again after the last; null: there is no other. */
export function following(items: readonly TaskItem[], decided: ReadonlySet<string>, here: string): TaskItem | null {
  const at = items.findIndex((item) => keyOf(item) === here);
  const turned = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  const mine = turned.filter((item) => item.standing === "mine" || item.standing === "offered");
  return left(mine, decided).find((item) => keyOf(item) !== here) ?? null;
}
