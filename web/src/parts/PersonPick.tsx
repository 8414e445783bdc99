import { useQueries, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "~/api/client";
import type { Person, PersonCard } from "~/api/schema";
import type { Page } from "~/api/wire";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "./texts";

interface PersonPickProps {
  id?: string;
  value: string | string[] | null;
  onChange: (value: unknown) => void;
  /** Who may be chosen; null: anybody of the company. */
  among?: Person[] | null;
  multiple?: boolean;
  status?: "error" | "";
  placeholder?: string;
}

/** Finds people by name, pinyin, initials or department; people of one name are told apart by their department, and in
 * one department by what they sign in with. */
export function PersonPick({ among = null, multiple = false, value, onChange, ...rest }: PersonPickProps) {
  const t = useTexts(partTexts);
  const [typed, setTyped] = useState("");
  const found = usePeople(useDeferredValue(typed), among === null);
  const label = usePersonLabel();
  const known = among ?? found;
  const named = useNamed([value].flat().filter((one) => one !== null && !known.some((person) => person.id === one)) as string[]);
  const people = [...named, ...known];
  const called = people.map(label);
  const isTwice = (name: string) => called.indexOf(name) !== called.lastIndexOf(name);
  const options = people.map((person, at) => {
    const name = called[at]!;
    return { value: person.id, label: isTwice(name) ? `${name} · ${person.id}` : name, find: `${name} ${person.id}` };
  });
  return (
    <Select
      className="input-wide"
      placeholder={t("pickPerson")}
      {...rest}
      {...(multiple ? { mode: "multiple" as const } : {})}
      allowClear
      showSearch={among ? { optionFilterProp: "find" } : { filterOption: false, onSearch: setTyped, searchValue: typed }}
      options={options}
      value={value}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  );
}

function usePeople(search: string, wanted: boolean): Person[] {
  const { data } = useQuery({
    queryKey: ["people", search],
    queryFn: () => api<Page<Person>>("/people", { query: { search, limit: 20 } }),
    enabled: wanted,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  return data?.items ?? [];
}

/** People who stand in a field already, by name. */
function useNamed(ids: readonly string[]): Person[] {
  const asked = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["person", id],
      queryFn: () => api<PersonCard>(`/people/${id}`),
      staleTime: Infinity,
      retry: false,
    })),
  });
  return asked.flatMap(({ data }) => (data ? [data.person] : []));
}

/** "张三 · 财务部 · 不在岗": one's absence is seen before one is chosen. */
function usePersonLabel() {
  const words = useWords();
  const t = useTexts(partTexts);
  return (person: Person) =>
    [words(person.name), words(person.department), person.absent ? t("absent") : ""].filter(Boolean).join(" · ");
}
