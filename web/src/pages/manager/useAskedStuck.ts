import { useFilters } from "~/parts/filters/useFilters";

const FILTERS = ["class", "process", "department", "cause", "shared", "mine"] as const;

/** Which part of what is stuck is asked for. */
export function useAskedStuck() {
  const { values, set, setAll } = useFilters(FILTERS);
  return { asked: values, isFiltered: Object.keys(values).length > 0, set, clear: () => setAll("") };
}

export type AskedStuck = ReturnType<typeof useAskedStuck>;
