import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { addressOf } from "~/api/client";
import type { TaskItem } from "~/api/schema";
import { FilterBar } from "~/parts/filters/FilterBar";
import { ProcessFilter } from "~/parts/filters/ProcessFilter";
import { SavedFilters } from "~/parts/filters/SavedFilters";
import { SearchBox } from "~/parts/filters/SearchBox";
import { useNarrow } from "~/shell/narrow";
import { useTexts } from "~/texts/texts";
import { MoreFilters } from "./MoreFilters";
import { inboxTexts } from "./texts";
import type { Asked } from "./useAsked";

interface FiltersProps {
  asked: Asked;
  items: readonly TaskItem[];
  onHelp: () => void;
}

/** Which of the tasks, in which order. */
export default function Filters({ asked, items, onHelp }: FiltersProps) {
  const t = useTexts(inboxTexts);
  const narrow = useNarrow();
  const { list, set } = asked;
  return (
    <FilterBar
      first={<SearchBox key={list.list} id="inbox-search" label={t("search")} value={list.search ?? ""} onSearch={(text) => set("search", text)} />}
      last={!narrow && <Button type="text" icon={<QuestionCircleOutlined aria-hidden />} aria-label={t("keys")} onClick={onHelp} />}
    >
      <ProcessFilter label={t("process")} any={t("anyProcess")} items={items} value={list.process ?? undefined} onChange={asked.setProcess} />
      <MoreFilters asked={asked} items={items} />
      <Select
        className="filter-due"
        aria-label={t("due")}
        value={list.due ?? ""}
        onChange={(due) => set("due", due)}
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
        onChange={(sort) => set("sort", sort === "due" ? null : sort)}
        options={[{ value: "due", label: t("sortDue") }, { value: "newest", label: t("sortNewest") }]}
      />
      <SavedFilters keptAs="inbox.filters" said={asked.said} isFiltered={asked.isFiltered} onChoose={asked.setAll} onClear={() => asked.setAll("")} />
      <Button href={addressOf("/tasks.xlsx", { ...list })} download>{t("export")}</Button>
    </FilterBar>
  );
}
