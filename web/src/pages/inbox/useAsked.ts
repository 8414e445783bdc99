import { useMemo } from "react";
import { useParams } from "react-router";
import type { ListAsked } from "~/logic/listInHand";
import { useFilters } from "~/parts/filters/useFilters";

const FILTERS = ["process", "search", "due", "sort"] as const;

/** Which list is asked for, and filtered how. */
export function useAsked() {
  const { list = "mine" } = useParams();
  const { values, ...filters } = useFilters(FILTERS);
  const asked = useMemo<ListAsked>(() => ({ list, ...values }), [list, values]);
  return { list: asked, ...filters, isFiltered: FILTERS.some((name) => name !== "sort" && values[name]) };
}

export type Asked = ReturnType<typeof useAsked>;
