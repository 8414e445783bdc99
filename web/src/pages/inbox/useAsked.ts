import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import type { ListAsked } from "~/logic/listInHand";

const FILTERS = ["process", "search", "due", "sort"] as const;
export type Filter = (typeof FILTERS)[number];

/** The list and its filters stand in the address: back returns to them, and they can be sent to somebody. */
export function useAsked() {
  const { list = "mine" } = useParams();
  const [search, setSearch] = useSearchParams();
  const filters = search.toString();
  const asked = useMemo<ListAsked>(() => {
    const said = new URLSearchParams(filters);
    return { list, ...Object.fromEntries(FILTERS.flatMap((name) => (said.get(name) ? [[name, said.get(name)]] : []))) };
  }, [list, filters]);
  return {
    list: asked,
    filters,
    isFiltered: FILTERS.some((name) => name !== "sort" && search.has(name)),
    set(name: Filter, value: string | null | undefined) {
      const next = new URLSearchParams(search);
      if (value) next.set(name, value);
      else next.delete(name);
      setSearch(next, { replace: true });
    },
    setAll: (kept: string) => setSearch(new URLSearchParams(kept), { replace: true }),
  };
}

export type Asked = ReturnType<typeof useAsked>;
