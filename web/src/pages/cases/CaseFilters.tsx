import { Button, Checkbox, Select } from "antd";
import { addressOf } from "~/api/client";
import type { CaseLine } from "~/api/schema";
import { FilterBar } from "~/parts/filters/FilterBar";
import { ProcessFilter } from "~/parts/filters/ProcessFilter";
import { SavedFilters } from "~/parts/filters/SavedFilters";
import { SearchBox } from "~/parts/filters/SearchBox";
import { useTexts } from "~/texts/texts";
import { casesTexts } from "./texts";
import type { AskedCases } from "./useAskedCases";

/** Which of the cases. */
export function CaseFilters({ here, items }: { here: AskedCases; items: readonly CaseLine[] }) {
  const t = useTexts(casesTexts);
  const { asked, set } = here;
  return (
    <FilterBar first={<SearchBox key={asked.list} label={t("search")} value={asked.search ?? ""} onSearch={(text) => set("search", text)} />}>
      <Select
        className="filter-due"
        aria-label={t("status")}
        value={asked.status ?? ""}
        onChange={(status) => set("status", status)}
        options={[{ value: "", label: t("any") }, { value: "open", label: t("open") }, { value: "ended", label: t("ended") }]}
      />
      <ProcessFilter label={t("process")} any={t("anyProcess")} items={items} value={asked.process} onChange={(process) => set("process", process)} />
      {asked.list === "copied" && (
        <Checkbox checked={asked.unread === "true"} onChange={(event) => set("unread", event.target.checked ? "true" : "")}>{t("unread")}</Checkbox>
      )}
      <SavedFilters keptAs="cases.filters" said={here.said} isFiltered={here.isFiltered} onChoose={here.setAll} onClear={here.clear} />
      <Button href={addressOf("/cases.xlsx", { ...asked })} download>{t("export")}</Button>
    </FilterBar>
  );
}
