import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, firstAnswer } from "~/api/client";
import type { TaskCounts } from "~/api/schema";
import { useLanguage } from "~/texts/texts";
import { type MenuEntry, PLACES } from "./places";
import { useMay } from "./rights";

export interface MenuItem extends MenuEntry {
  label: string;
  count: number;
}

/** How many stand on each list; the same number everywhere it is shown. */
export const useCounts = () => useQuery(COUNTS).data;

const COUNTS = queryOptions({
  queryKey: ["counts"],
  queryFn: () => api<TaskCounts>("/tasks/counts"),
  initialData: () => firstAnswer<TaskCounts>("/tasks/counts"),
});

/** The menu as who is signed in sees it. */
export function useMenu(): MenuItem[] {
  const may = useMay();
  const counts = useCounts();
  const language = useLanguage();
  const entries = PLACES.flatMap(({ menu }) => (menu && may(menu.rights) ? [menu] : []));
  return entries.map((entry) => ({
    ...entry,
    label: entry.text[language === "zh" ? 0 : 1],
    count: counts && entry.badge ? entry.badge(counts) : 0,
  }));
}
