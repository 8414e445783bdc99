import { Button, Checkbox, Select } from "antd";
import type { Facet, StuckPage } from "~/api/schema";
import { FilterBar } from "~/parts/filters/FilterBar";
import { useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";
import type { AskedStuck } from "./useAskedStuck";

/** Which part of it: mine to fix, a process, a department, a cause. Each says how many it leaves. */
export function StuckFilters({ here, page }: { here: AskedStuck; page: StuckPage }) {
  const t = useTexts(managerTexts);
  const mine = (
    <Checkbox className="filter-mine" checked={here.asked.mine === "true"} onChange={(event) => here.set("mine", event.target.checked ? "true" : undefined)}>
      {t("mine")} <span className="tab-count">{page.mine}</span>
    </Checkbox>
  );
  return (
    <FilterBar first={mine} last={here.isFiltered && <Button type="link" onClick={here.clear}>{t("clear")}</Button>}>
      <Pick name={t("process")} any={t("anyProcess")} choices={page.processes} value={here.asked.process} onChange={(value) => here.set("process", value)} />
      <Pick name={t("department")} any={t("anyDepartment")} choices={page.departments} value={here.asked.department} onChange={(value) => here.set("department", value)} />
      <Pick name={t("cause")} any={t("anyCause")} choices={page.causes} value={here.asked.cause} onChange={(value) => here.set("cause", value)} />
    </FilterBar>
  );
}

interface PickProps {
  name: string;
  any: string;
  choices: readonly Facet[];
  value: string | undefined;
  onChange: (value: string) => void;
}

function Pick({ name, any, choices, value, onChange }: PickProps) {
  const words = useWords();
  const options = choices.map((one) => ({ value: one.id, label: `${words(one.name)} (${one.count})` }));
  return (
    <Select
      className="filter-process"
      aria-label={name}
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? ""}
      onChange={onChange}
      options={[{ value: "", label: any }, ...options]}
    />
  );
}
