import type { DefinitionItem } from "~/api/schema";
import { useFilters } from "~/parts/filters/useFilters";

const NAMES = ["search", "department", "only"] as const;

/** Which of the processes. */
export function useAsked() {
  const { values, set } = useFilters(NAMES);
  return { search: "", department: "", only: "", ...values, set };
}

export type Asked = ReturnType<typeof useAsked>;

export function fits(item: DefinitionItem, { search, department, only }: Asked): boolean {
  const text = `${item.process} ${item.name.zh} ${item.name.en}`.toLowerCase();
  if (!text.includes(search.trim().toLowerCase())) return false;
  if (department && item.department.zh !== department) return false;
  return (only !== "mine" || item.may_publish) && (only !== "stopped" || item.stopped !== null);
}
