import { CloseOutlined, FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Popover, Select, Space } from "antd";
import { useEffect, useRef, useState } from "react";
import { addressOf } from "~/api/client";
import type { CaseLine } from "~/api/schema";
import { usePreference } from "~/session/preferences";
import { useNarrow } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import { casesTexts } from "./texts";
import type { AskedCases } from "./useAskedCases";

const PAUSE = 300;

/** Search always; the rest at once on a wide page, behind a button on a phone. */
export function CaseFilters({ here, items }: { here: AskedCases; items: readonly CaseLine[] }) {
  const t = useTexts(casesTexts);
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <div className="filters" role="search">
      <Search key={here.asked.list} here={here} />
      {narrow && <Button icon={<FilterOutlined />} aria-expanded={open} aria-label={t("filters")} onClick={() => setOpen(!open)} />}
      {(!narrow || open) && <More here={here} items={items} />}
    </div>
  );
}

function Search({ here }: { here: AskedCases }) {
  const t = useTexts(casesTexts);
  const [typed, setTyped] = useState(here.asked.search ?? "");
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => here.set("search", text.trim()), PAUSE);
  };
  return (
    <Input
      className="filter-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t("search")}
      aria-label={t("search")}
      allowClear
      value={typed}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function More({ here, items }: { here: AskedCases; items: readonly CaseLine[] }) {
  const t = useTexts(casesTexts);
  const { asked } = here;
  return (
    <>
      <Select
        className="filter-due"
        aria-label={t("status")}
        value={asked.status ?? ""}
        onChange={(status) => here.set("status", status)}
        options={[{ value: "", label: t("any") }, { value: "open", label: t("open") }, { value: "ended", label: t("ended") }]}
      />
      <ProcessFilter here={here} items={items} />
      {asked.list === "copied" && (
        <Checkbox checked={asked.unread === "true"} onChange={(event) => here.set("unread", event.target.checked ? "true" : "")}>{t("unread")}</Checkbox>
      )}
      <SavedCaseFilters here={here} />
      <Button href={addressOf("/cases.xlsx", { ...asked })} download>{t("export")}</Button>
    </>
  );
}

/** The processes that stand on the list, and the one that is chosen. */
function ProcessFilter({ here, items }: { here: AskedCases; items: readonly CaseLine[] }) {
  const t = useTexts(casesTexts);
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
      value={here.asked.process ?? ""}
      onChange={(process) => here.set("process", process)}
      options={[{ value: "", label: t("anyProcess") }, ...options]}
    />
  );
}

interface Saved {
  name: string;
  filters: string;
}

/** Filters somebody has kept under a name. */
function SavedCaseFilters({ here }: { here: AskedCases }) {
  const t = useTexts(casesTexts);
  const [saved, keep] = usePreference<Saved[]>("cases.filters", []);
  const [name, setName] = useState("");
  if (saved.length === 0 && !here.isFiltered) return null;
  const add = () => {
    if (!name.trim()) return;
    keep([...saved.filter((one) => one.name !== name.trim()), { name: name.trim(), filters: here.said }]);
    setName("");
  };
  const content = (
    <div className="saved">
      {saved.map((one) => (
        <div key={one.name} className="saved-line">
          <Button type="link" onClick={() => here.setAll(one.filters)}>{one.name}</Button>
          <Button type="text" icon={<CloseOutlined />} aria-label={t("forget", { name: one.name })} onClick={() => keep(saved.filter((other) => other !== one))} />
        </div>
      ))}
      {here.isFiltered && (
        <Space.Compact>
          <Input aria-label={t("saveName")} placeholder={t("saveName")} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} onPressEnter={add} />
          <Button onClick={add}>{t("save")}</Button>
        </Space.Compact>
      )}
      {here.isFiltered && <Button type="link" onClick={here.clear}>{t("clear")}</Button>}
    </div>
  );
  return <Popover trigger="click" content={content}><Button>{t("saved")}</Button></Popover>;
}
