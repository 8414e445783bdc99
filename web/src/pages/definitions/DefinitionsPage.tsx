import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { definitionList } from "~/api/definitions";
import type { DefinitionItem } from "~/api/schema";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useMay } from "~/shell/rights";
import { useTexts, useWords } from "~/texts/texts";
import { DefinitionRow } from "./DefinitionRow";
import { NewProcess } from "./NewProcess";
import "./definitions.css";
import { definitionsTexts } from "./texts";
import { type Asked, fits, useAsked } from "./useAsked";

/** All processes, by department. */
export default function DefinitionsPage() {
  const t = useTexts(definitionsTexts);
  const may = useMay();
  const asked = useAsked();
  const { data, error, refetch } = useQuery(definitionList);
  const found = (data ?? []).filter((item) => fits(item, asked));
  return (
    <div className="page definitions">
      <PageHead title={t("title")}>{may(["operator"]) && <NewProcess />}</PageHead>
      <DefinitionFilters asked={asked} items={data ?? []} />
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && found.length === 0 && <Empty text={t(data.length ? "noneFound" : "none")} />}
      <ByDepartment items={found} />
    </div>
  );
}

function ByDepartment({ items }: { items: DefinitionItem[] }) {
  const words = useWords();
  const departments = [...new Set(items.map((item) => words(item.department)))];
  return departments.map((department) => (
    <section key={department} className="definitions-of">
      <h2>{department}</h2>
      <ul className="definition-rows">
        {items.filter((item) => words(item.department) === department).map((item) => <DefinitionRow key={item.process} item={item} />)}
      </ul>
    </section>
  ));
}

function DefinitionFilters({ asked, items }: { asked: Asked; items: readonly DefinitionItem[] }) {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  const departments = [...new Map(items.map((item) => [item.department.zh, words(item.department)]))];
  const kinds = [
    ...(items.some((item) => item.may_publish) ? [{ value: "mine", label: t("mineOnly") }] : []),
    ...(items.some((item) => item.stopped !== null) ? [{ value: "stopped", label: t("stoppedOnly") }] : []),
  ];
  return (
    <div className="definition-filters" role="search">
      <Input
        className="definition-search"
        allowClear
        placeholder={t("search")}
        aria-label={t("search")}
        value={asked.search}
        onChange={(event) => asked.set("search", event.target.value)}
      />
      <Select
        className="definition-filter"
        aria-label={t("department")}
        value={asked.department}
        onChange={(department) => asked.set("department", department)}
        options={[{ value: "", label: t("anyDepartment") }, ...departments.map(([value, label]) => ({ value, label }))]}
      />
      {kinds.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="definition-kind"
          aria-pressed={asked.only === value}
          onClick={() => asked.set("only", asked.only === value ? "" : value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
