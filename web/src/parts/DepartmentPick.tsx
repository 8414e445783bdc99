import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api } from "~/api/client";
import type { DepartmentTold } from "~/api/schema";
import type { Page } from "~/api/wire";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "./texts";

interface DepartmentPickProps {
  id?: string;
  value: string | null;
  onChange: (value: unknown) => void;
  status?: "error" | "";
}


export function DepartmentPick({ onChange, ...rest }: DepartmentPickProps) {
  const t = useTexts(partTexts);
  const words = useWords();
  const { data } = useQuery({
    queryKey: ["departments"],
    queryFn: () => api<Page<DepartmentTold>>("/departments", { query: { limit: 200 } }),
    staleTime: 600_000,
  });
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: words(name) }));
  return (
    <Select
      className="input-wide"
      placeholder={t("pick")}
      {...rest}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  );
}
