import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { StuckAsked } from "~/api/stuck";

const FILTERS = ["class", "process", "department", "cause", "shared", "mine"] as const;

/** The filters stand in the address: back returns to them, and they can be sent to somebody. */
export function useAskedStuck() {
  const [search, setSearch] = useSearchParams();
  const said = search.toString();
  const asked = useMemo<StuckAsked>(() => {
    const params = new URLSearchParams(said);
    return Object.fromEntries(FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])));
  }, [said]);
  const set = (name: (typeof FILTERS)[number], value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  return {
    asked,
    isFiltered: FILTERS.some((name) => search.has(name)),
    set,
    clear: () => setSearch(new URLSearchParams(), { replace: true }),
  };
}

export type AskedStuck = ReturnType<typeof useAskedStuck>;
