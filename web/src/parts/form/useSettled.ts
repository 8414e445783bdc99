import { useDeferredValue, useEffect, useMemo, useState } from "react";

/** A value that has not changed for a while, in milliseconds: what is asked for while somebody types is asked for once. */
export function useSettled<T>(value: T, pause: number): T {
  const said = JSON.stringify(value);
  const [settled, setSettled] = useState(said);
  useEffect(() => {
    const later = setTimeout(() => setSettled(said), pause);
    return () => clearTimeout(later);
  }, [said, pause]);
  const deferred = useDeferredValue(settled);
  return useMemo(() => JSON.parse(deferred) as T, [deferred]);
}
