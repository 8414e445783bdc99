import { useMemo } from "react";
import type { CaseListName, CasesAsked } from "~/api/cases";
import { useFilters } from "~/parts/filters/useFilters";

const FILTERS = ["process", "status", "search", "unread"] as const;
const SAID = ["list", ...FILTERS] as const;
const LISTS: readonly CaseListName[] = ["started", "copied", "followed", "all"];

/** Which list of cases is asked for, and filtered how. */
export function useAskedCases() {
  const { values, ...filters } = useFilters(SAID);
  const list = LISTS.find((one) => one === values.list) ?? "started";
  const asked = useMemo<CasesAsked>(() => ({ ...values, list }), [values, list]);
  return {
    asked,
    ...filters,
    isFiltered: FILTERS.some((name) => values[name]),
    clear: () => filters.setAll(new URLSearchParams({ list })),
  };
}

export type AskedCases = ReturnType<typeof useAskedCases>;
