import { useSearchParams } from "react-router";
import type { DefinitionItem } from "~/api/schema";

const NAMES = ["search", "department", "only"] as const;
type Name = (typeof NAMES)[number];

/** What is looked for stands in the address. */
export function useAsked() {
  const [said, say] = useSearchParams();
  const values = Object.fromEntries(NAMES.map((name) => [name, said.get(name) ?? ""])) as Record<Name, string>;
  const set = (name: Name, value: string) => {
    const next = new URLSearchParams(said);
    if (value) next.set(name, value);
    else next.delete(name);
    say(next, { replace: true });
  };
  return { ...values, set };
}

export type Asked = ReturnType<typeof useAsked>;

export function fits(item: DefinitionItem, { search, department, only }: Asked): boolean {
  const text = `${item.process} ${item.name.zh} ${item.name.en}`.toLowerCase();
  if (!text.includes(search.trim().toLowerCase())) return false;
  if (department && item.department.zh !== department) return false;
  return (only !== "mine" || item.may_publish) && (only !== "stopped" || item.stopped !== null);
}
