import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "~/api/client";
import type { CaseChoice } from "~/api/schema";
import type { Page } from "~/api/wire";
import type { RelatedValue } from "~/logic/related";
import { useTexts, useWords } from "~/texts/texts";
import { CaseUse } from "./CaseUse";
import { partTexts } from "./texts";

interface CasePickProps {
  id?: string;
  value: RelatedValue | null;
  onChange: (value: unknown) => void;
  /** Where the cases are asked for that may be picked. */
  from: string;
  currency: string | null;
  status?: "error" | "";
}

/** Finds cases by number, title or other words of theirs, among those one may read; shows what is used of the one picked. */
export function CasePick({ value, onChange, from, currency, ...rest }: CasePickProps) {
  const t = useTexts(partTexts);
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const { found, waits } = useChoices(from, useDeferredValue(typed), open);
  const options = found.map((one) => ({
    value: one.case_id,
    label: one.business_key,
    title: words(one.title) || words(one.process_name),
  }));
  const picked = value && !found.some((one) => one.case_id === value.case) ? [{ value: value.case, label: value.key, title: "" }] : [];
  return (
    <>
      <Select
        className="input-wide"
        placeholder={t("pickCase")}
        {...rest}
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        onOpenChange={setOpen}
        loading={waits}
        notFoundContent={waits ? t("searching") : t("noCase")}
        options={[...picked, ...options]}
        optionRender={({ data }) => <Choice name={data.label} title={data.title} />}
        value={value?.case ?? null}
        onChange={(chosen) => onChange(found.find((one) => one.case_id === chosen)?.value ?? null)}
      />
      {value && <CaseUse value={value} currency={currency} />}
    </>
  );
}

const Choice = ({ name, title }: { name: string; title: string }) => (
  <span className="case-choice">
    <b>{name}</b>
    {title && <span className="quiet">{title}</span>}
  </span>
);

function useChoices(from: string, search: string, wanted: boolean) {
  const { data, isFetching } = useQuery({
    queryKey: ["related", from, search],
    queryFn: ({ signal }) => api<Page<CaseChoice>>(from, { query: { search, limit: 20 }, signal }),
    enabled: wanted,
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
  return { found: data?.items ?? [], waits: isFetching };
}
