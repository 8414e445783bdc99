import { useMemo } from "react";
import { useLocation, useParams } from "react-router";
import type { ListAsked } from "~/logic/listInHand";
import { useFilters } from "~/parts/filters/useFilters";
import { useCounts } from "~/shell/menu";

const FILTERS = ["process", "search", "due", "sort", "version"] as const;

/** Which list is asked for, and filtered how. */
export function useAsked() {
  const { list: named } = useParams();
  const opening = useOpening();
  const list = named ?? opening;
  const { values, set, setEach, said, setAll } = useFilters(FILTERS);
  const asked = useMemo<ListAsked>(() => {
    const where = new URLSearchParams(said).getAll("where");
    return { list, ...values, ...(where.length > 0 ? { where } : {}) };
  }, [list, values, said]);
  const isFiltered = FILTERS.some((name) => name !== "sort" && values[name]) || asked.where !== undefined;
  const setWhere = (where: readonly string[]) => setEach("where", where);
  /** Fields and versions are those of a process: with another one they ask nothing. */
  const setProcess = (process: string) => setAll(new URLSearchParams([...new URLSearchParams(said)].flatMap(([name, value]) =>
    ["process", "version", "where"].includes(name) ? [] : [[name, value]]).concat(process ? [["process", process]] : [])));
  return { list: asked, said, set, setWhere, setProcess, setAll, isFiltered };
}

/** The list one begins with, which the badge counts: one's own, or one's groups' where that alone has something. */
function useOpening() {
  const counts = useCounts();
  const { key } = useLocation();
  const known = counts !== undefined;
  // Decided where the page is opened: it stays while one works the list off.
  return useMemo(() => (counts && counts.mine === 0 && counts.group > 0 ? "group" : "mine"), [key, known]);
}

export type Asked = ReturnType<typeof useAsked>;
