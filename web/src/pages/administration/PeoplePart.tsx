import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { api } from "~/api/client";
import type { DepartmentTold, Person, RoleListed } from "~/api/schema";
import type { Page } from "~/api/wire";
import { PeopleNames, PersonName } from "~/parts/PersonName";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

const VIEWS = ["list", "departments", "roles"] as const;

/** People found as they are typed, departments as a tree, roles with who holds them. */
export default function PeoplePart() {
  const t = useTexts(administrationTexts);
  const [view, setView] = useState<(typeof VIEWS)[number]>("list");
  const words = useWords();
  const [department, setDepartment] = useState<DepartmentTold | null>(null);
  const [typed, setTyped] = useState("");
  const open = (one: DepartmentTold) => {
    setDepartment(one);
    setView("list");
  };
  return (
    <>
      <div className="filters">
        <Segmented aria-label={t("which")} value={view} onChange={setView} options={VIEWS.map((value) => ({ value, label: t(value) }))} />
        {view === "list" && <Input className="filter-search" prefix={<SearchOutlined />} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t("findPeople")} aria-label={t("findPeople")} allowClear />}
        {view === "list" && department && <Button onClick={() => setDepartment(null)}>{words(department.name)} ×</Button>}
      </div>
      {view === "list" && <PeopleList department={department} typed={typed} />}
      {view === "departments" && <Departments onOpen={open} />}
      {view === "roles" && <Roles />}
    </>
  );
}

function PeopleList({ department, typed }: { department: DepartmentTold | null; typed: string }) {
  const t = useTexts(administrationTexts);
  const search = useDeferredValue(typed.trim());
  const query = useInfiniteQuery({
    queryKey: ["people", "list", search, department?.id],
    queryFn: ({ pageParam }) => api<Page<Person>>("/people", { query: { search, department: department?.id, cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
  });
  const found = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <Asked query={{ data: found, error: query.error, refetch: query.refetch as never }} empty={(all) => all.length === 0 && t("nobodyFound")}>
        {(all) => (
          <ul className="people-list" aria-label={t("people")}>
            {all.map((person) => (
              <li key={person.id}><Link to={`/administration/people/${person.id}`}><PersonName person={person} department /></Link></li>
            ))}
          </ul>
        )}
      </Asked>
      {query.hasNextPage && <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>}
    </>
  );
}

const depthOf = (one: DepartmentTold, all: DepartmentTold[]): number => {
  const parent = all.find(({ id }) => id === one.parent);
  return parent ? depthOf(parent, all) + 1 : 0;
};

function Departments({ onOpen }: { onOpen: (one: DepartmentTold) => void }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const query = useQuery({ queryKey: ["departments"], queryFn: () => api<Page<DepartmentTold>>("/departments", { query: { limit: 200 } }) });
  return (
    <Asked query={query}>
      {({ items }) => (
        <section className="panel">
          <ul className="tree" aria-label={t("departments")}>
            {items.map((one) => (
              <li key={one.id} style={{ paddingInlineStart: depthOf(one, items) * 20 }}>
                <Button type="link" onClick={() => onOpen(one)}>{words(one.name)}</Button>
                <span className="quiet">
                  {one.head && <>{t("head")} {words(one.head.name)} · </>}{t("countPeople", { count: one.people })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Asked>
  );
}

function Roles() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const query = useQuery({ queryKey: ["roles"], queryFn: () => api<Page<RoleListed>>("/roles") });
  return (
    <Asked query={query}>
      {({ items }) => (
        <Lines
          label={t("roles")}
          lines={items}
          id={(one) => one.id}
          columns={[
            { title: t("role"), cell: (one) => words(one.name) },
            { title: t("holders"), cell: (one) => (one.holders.length ? <PeopleNames people={one.holders} most={5} /> : <span className="state-bad">{t("nobody")}</span>) },
            { title: t("superiorRole"), cell: (one) => words(one.superior) || "–" },
            { title: t("authority"), cell: (one) => one.authority ?? "–" },
          ]}
        />
      )}
    </Asked>
  );
}
