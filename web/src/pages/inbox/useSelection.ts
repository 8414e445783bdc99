import { useEffect, useState } from "react";
import type { TaskItem } from "~/api/schema";
import { keyOf } from "~/logic/listInHand";

/** The row the keyboard is at, and the rows that are selected. Both hold on to tasks, not to places in the list. */
export function useSelection(items: readonly TaskItem[]) {
  const [here, setHere] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const at = items.findIndex((item) => keyOf(item) === here);

  useEffect(() => void document.querySelector(".row.is-current")?.scrollIntoView({ block: "nearest" }), [here]);

  return {
    at,
    selected,
    move(by: number) {
      const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
      setHere(next ? keyOf(next) : null);
    },
    toggle(item: TaskItem) {
      const next = new Set(selected);
      if (!next.delete(keyOf(item))) next.add(keyOf(item));
      setSelected(next);
    },
    clear: () => setSelected(new Set()),
  };
}
