import { useState } from "react";
import { useSession } from "./Session";

/** Something somebody has chosen, kept in this browser under their name. */
export function usePreference<T>(name: string, first: T): [T, (to: T) => void] {
  const key = `banjie.${useSession().person.id}.${name}`;
  const [value, setValue] = useState<T>(() => JSON.parse(localStorage.getItem(key) ?? "null") ?? first);
  const keep = (to: T) => {
    localStorage.setItem(key, JSON.stringify(to));
    setValue(to);
  };
  return [value, keep];
}
