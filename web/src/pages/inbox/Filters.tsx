import { FilterOutlined, QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import type { TaskItem } from "~/api/schema";
import { addressOf } from "~/api/client";
import { useNarrow } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import { SavedFilters } from "./SavedFilters";
import { inboxTexts } from "./texts";
import type { Asked } from "./useAsked";

const PAUSE = 300;

interface FiltersProps {
  asked: Asked;
  items: readonly TaskItem[];
  onHelp: () => void;
}

/** Search always; the rest at once on a wide page, behind a button on a phone. */
export function Filters({ asked, items, onHelp }: FiltersProps) {
  const t = useTexts(inboxTexts);
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <div className="filters" role="search">
      <Search key={asked.list.list} asked={asked} />
      {narrow && <Button icon={<FilterOutlined />} aria-expanded={open} aria-label={t("filters")} onClick={() => setOpen(!open)} />}
      {(!narrow || open) && <More asked={asked} items={items} />}
      {!narrow && <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t("keys")} onClick={onHelp} />}
    </div>
  );
}

function Search({ asked }: { asked: Asked }) {
  const t = useTexts(inboxTexts);
  const [typed, setTyped] = useState(asked.list.search ?? "");
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => asked.set("search", text.trim()), PAUSE);
  };
  return (
    <Input
      id="inbox-search"
      className="filter-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t("search")}
      aria-label={t("search")}
      allowClear
      value={typed}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

function More({ asked, items }: { asked: Asked; items: readonly TaskItem[] }) {
  const t = useTexts(inboxTexts);
  const { list } = asked;
  return (
    <>
      <ProcessFilter asked={asked} items={items} />
      <Select
        className="filter-due"
        aria-label={t("due")}
        value={list.due ?? ""}
        onChange={(due) => asked.set("due", due)}
        options={[
          { value: "", label: t("anyDue") },
          { value: "late", label: t("dueLate") },
          { value: "soon", label: t("dueSoon") },
          { value: "today", label: t("dueToday") },
        ]}
      />
      <Select
        className="filter-sort"
        aria-label={t("sort")}
        value={list.sort ?? "due"}
        onChange={(sort) => asked.set("sort", sort === "due" ? null : sort)}
        options={[{ value: "due", label: t("sortDue") }, { value: "newest", label: t("sortNewest") }]}
      />
      <SavedFilters asked={asked} />
      <Button href={addressOf("/tasks.xlsx", { ...list })} download>{t("export")}</Button>
    </>
  );
}

/** The processes that stand on the list, and the one that is chosen. */
function ProcessFilter({ asked, items }: { asked: Asked; items: readonly TaskItem[] }) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const [seen, setSeen] = useState<Record<string, string>>({});
  useEffect(() => {
    setSeen((before) => ({ ...before, ...Object.fromEntries(items.map((item) => [item.process, words(item.process_name)])) }));
  }, [items, words]);
  const options = Object.entries(seen).map(([value, label]) => ({ value, label }));
  return (
    <Select
      className="filter-process"
      aria-label={t("process")}
      showSearch={{ optionFilterProp: "label" }}
      value={asked.list.process ?? ""}
      onChange={(process) => asked.set("process", process)}
      options={[{ value: "", label: t("anyProcess") }, ...options]}
    />
  );
}
