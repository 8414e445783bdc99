import { Select } from "antd";
import { useEffect, useState } from "react";
import type { Words } from "~/api/schema";
import { useWords } from "~/texts/texts";

interface ProcessFilterProps {
  label: string;
  any: string;
  items: readonly { process: string; process_name: Words }[];
  value: string | undefined;
  onChange: (process: string) => void;
}

/** The processes that have stood on the list, and the one that is chosen. */
export function ProcessFilter({ label, any, items, value, onChange }: ProcessFilterProps) {
  const words = useWords();
  const [seen, setSeen] = useState<Record<string, Words>>({});
  useEffect(() => {
    setSeen((before) => ({ ...before, ...Object.fromEntries(items.map((item) => [item.process, item.process_name])) }));
  }, [items]);
  const options = Object.entries(seen).map(([process, name]) => ({ value: process, label: words(name) }));
  return (
    <Select
      className="filter-process"
      aria-label={label}
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? ""}
      onChange={onChange}
      options={[{ value: "", label: any }, ...options]}
    />
  );
}
