import { FilterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useNarrow } from "~/shell/narrow";
import { useTexts } from "~/texts/texts";
import { filterTexts } from "./texts";

interface FilterBarProps {
  /** What stands there on a phone as well. */
  first: ReactNode;
  children: ReactNode;
  last?: ReactNode;
}

/** The first always; the rest at once on a wide page, behind a button on a phone. */
export function FilterBar({ first, children, last }: FilterBarProps) {
  const t = useTexts(filterTexts);
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <div className="filters" role="search">
      {first}
      {narrow && <Button icon={<FilterOutlined aria-hidden />} aria-expanded={open} aria-label={t("filters")} onClick={() => setOpen(!open)} />}
      {(!narrow || open) && children}
      {last}
    </div>
  );
}
