import { useMemo } from "react";
import { useSearchParams } from "react-router";

/** The address at this moment: what is heard later than it was typed leaves what was chosen meanwhile. */
const asItIs = () => new URLSearchParams(window.location.search);

/** Filters stand in the address: back returns to them, and they can be sent to somebody. `names` must stay the same. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const said = search.toString();
  const values = useMemo(() => {
    const params = new URLSearchParams(said);
    const found = names.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []));
    return Object.fromEntries(found) as { [name in Name]?: string };
  }, [names, said]);
  const setAll = (kept: string | URLSearchParams) => setSearch(new URLSearchParams(kept), { replace: true });
  const set = (name: Name, value: string | null | undefined) => {
    const next = asItIs();
    if (value) next.set(name, value);
    else next.delete(name);
    setAll(next);
  };
  /** One that stands there several times. */
  const setEach = (name: string, each: readonly string[]) => {
    const next = asItIs();
    next.delete(name);
    for (const value of each) next.append(name, value);
    setAll(next);
  };
  return { said, values, set, setEach, setAll };
}
