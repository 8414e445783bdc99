import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { addressOf, api } from "~/api/client";
import type { RegisterLine, RegisterTold } from "~/api/schema";
import type { Page } from "~/api/wire";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** Registers, line by line, and taken along as a sheet. */
export default function RegistersPart() {
  const t = useTexts(administrationTexts);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useQuery({ queryKey: ["registers"], queryFn: () => api<Page<RegisterTold>>("/registers") });
  return (
    <Asked query={query} empty={(data) => data.items.length === 0 && t("noRegisters")}>
      {({ items }) => (
        <Register
          name={chosen ?? items[0]!.name}
          pick={<Select className="calendar-pick" aria-label={t("registers")} value={chosen ?? items[0]!.name} onChange={setChosen} options={items.map((one) => ({ value: one.name, label: `${one.name} (${one.lines})` }))} />}
        />
      )}
    </Asked>
  );
}

const MOST_SHORT = 12;

function Register({ name, pick }: { name: string; pick: React.ReactNode }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const path = `/registers/${encodeURIComponent(name)}/lines`;
  const query = useInfiniteQuery({
    queryKey: ["registers", name, search],
    queryFn: ({ pageParam }) => api<Page<RegisterLine>>(path, { query: { search, cursor: pageParam } }),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
  });
  const lines = query.data?.pages.flatMap((page) => page.items);
  const names = new Map((lines ?? []).flatMap((one) => one.cells.map((cell) => [cell.column, cell.name])));
  const textOf = (one: RegisterLine, column: string) => words(one.cells.find((cell) => cell.column === column)?.text) || "–";
  return (
    <>
      <div className="filters">
        {pick}
        <Input className="filter-search" prefix={<SearchOutlined />} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t("search")} aria-label={t("search")} allowClear />
        <Button href={addressOf(`${path}.xlsx`, { search })} download>{t("export")}</Button>
      </div>
      <Asked query={{ data: lines, error: query.error, refetch: query.refetch as never }} empty={(all) => all.length === 0 && t("nothingFound")}>
        {(all) => (
          <Lines
            label={name}
            lines={all}
            id={(one) => String(one.number)}
            columns={[
              { title: t("number"), room: "short", cell: (one) => (one.case_id ? <Link to={`/cases/${one.case_id}`}>{one.number}</Link> : one.number) },
              { title: t("key"), cell: (one) => (one.sealed ? t("sealedLine") : one.key) },
              ...[...names].map(([column, name]) => ({
                title: words(name),
                cell: (one: RegisterLine) => textOf(one, column),
                ...(all.every((one) => textOf(one, column).length <= MOST_SHORT) ? { room: "short" as const } : {}),
              })),
              { title: t("at"), room: "short", cell: (one) => <><Moment at={one.at} /> {one.by && <PersonName person={one.by} />}</> },
            ]}
          />
        )}
      </Asked>
      {query.hasNextPage && <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>}
    </>
  );
}
