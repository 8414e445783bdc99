import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { addressOf, api } from "~/api/client";
import type { AuditLine } from "~/api/schema";
import type { Page } from "~/api/wire";
import { instantOf } from "~/logic/clock";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { PersonPick } from "~/parts/PersonPick";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

const KINDS: AuditLine["kind"][] = [
  "command", "directory", "hand-over", "hand-over-undone", "account", "setting", "deployment", "publication",
  "publication-decided", "organisation", "opening", "opening-answered", "phrases",
];

/** Who did what when: in cases, without a word of them, and besides. */
export default function RecordPart() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [person, setPerson] = useState<string | null>(null);
  const [caseNamed, setCase] = useState("");
  const [kind, setKind] = useState<string[]>([]);
  const [days, setDays] = useState<[Dayjs | null, Dayjs | null] | null>(null);
  const asked = {
    person,
    case: useDeferredValue(caseNamed.trim()),
    kind,
    since: days?.[0] && instantOf(days[0].startOf("day")),
    until: days?.[1] && instantOf(days[1].add(1, "day").startOf("day")),
  };
  const query = useInfiniteQuery({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam }) => api<Page<AuditLine>>("/audit", { query: { ...asked, cursor: pageParam } }),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
  });
  const lines = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <div className="inputs is-asked">
        <Field id="record-person" text={t("person")}><PersonPick id="record-person" value={person} onChange={(one) => setPerson(one as string | null)} /></Field>
        <Field id="record-case" text={t("caseKey")}><Input id="record-case" value={caseNamed} onChange={(event) => setCase(event.target.value)} allowClear /></Field>
        <Field id="record-kind" text={t("kind")}><Select id="record-kind" className="input-wide" mode="multiple" value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`kind-${value}`) }))} allowClear /></Field>
        <Field id="record-first" text={t("days")}><DatePicker.RangePicker id={{ start: "record-first", end: "record-last" }} className="input-wide" value={days} onChange={(chosen) => setDays(chosen)} placeholder={[t("firstDay"), t("lastDay")]} allowEmpty={[true, true]} /></Field>
      </div>
      <div className="filters"><Button href={addressOf("/audit.xlsx", asked)} download>{t("export")}</Button></div>
      <Asked query={{ data: lines, error: query.error, refetch: query.refetch as never }} empty={(all) => all.length === 0 && t("nothingFound")}>
        {(all) => (
          <Lines
            label={t("record")}
            lines={all}
            id={(one) => one.kind + one.id}
            columns={[
              { title: t("at"), room: "short", cell: (one) => <Moment at={one.at} /> },
              { title: t("person"), room: "name", cell: (one) => <>{one.by ? <PersonName person={one.by} /> : <span className="quiet">{t("banjie")}</span>}{one.on_behalf_of && <> {t("onBehalfOf")} <PersonName person={one.on_behalf_of} /></>}</> },
              { title: t("what"), cell: (one) => <>{words(one.said)} {one.refused && <span className="state-bad">{t("refusedWith", { why: words(one.problem) })}</span>} <span className="quiet">{one.reason}</span></> },
              { title: t("case"), room: "short", cell: (one) => (one.case_id ? <Link to={`/cases/${one.case_id}`}>{one.business_key || one.case_id.slice(0, 8)}</Link> : "–") },
              { title: t("kind"), room: "short", cell: (one) => t(`kind-${one.kind}`) },
            ]}
          />
        )}
      </Asked>
      {query.hasNextPage && <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>}
    </>
  );
}
