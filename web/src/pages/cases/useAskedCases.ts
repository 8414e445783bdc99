import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { CaseListName, CasesAsked } from "~/api/cases";

const FILTERS = ["process", "status", "search", "unread"] as const;
export type CaseFilter = (typeof FILTERS)[number];
const LISTS: readonly CaseListName[] = ["started", "copied", "followed", "all"];

/** The list and its filters stand in the address: back returns to them, and they can be sent to somebody. */
export function useAskedCases() {
  const [search, setSearch] = useSearchParams();
  const said = search.toString();
  const asked = useMemo<CasesAsked>(() => {
    const params = new URLSearchParams(said);
    const list = LISTS.find((one) => one === params.get("list")) ?? "started";
    return { list, ...Object.fromEntries(FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))) };
  }, [said]);
  const change = (by: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(search);
    by(next);
    setSearch(next, { replace: true });
  };
  return {
    asked,
    said,
    isFiltered: FILTERS.some((name) => search.has(name)),
    set: (name: CaseFilter, value: string) => change((next) => (value ? next.set(name, value) : next.delete(name))),
    setAll: (kept: string) => setSearch(new URLSearchParams(kept), { replace: true }),
    clear: () => setSearch(new URLSearchParams({ list: asked.list }), { replace: true }),
  };
}

export type AskedCases = ReturnType<typeof useAskedCases>;
