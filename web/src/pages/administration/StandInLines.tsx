import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Tag } from "antd";
import { api } from "~/api/client";
import type { StandInTold } from "~/api/schema";
import { grouped } from "~/logic/money";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts } from "~/texts/texts";
import { daysOf } from "./days";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** Who stands in for whom, from when, in what; ended where one may. */
export function StandInLines({ items }: { items: readonly StandInTold[] }) {
  const t = useTexts(administrationTexts);
  const joined = useJoined();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (number: string) => api(`/stand-ins/${number}/end`, { method: "POST", body: {} }),
    onSuccess: () => Promise.all(["stand-ins", "people"].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const what = (one: StandInTold) =>
    [
      one.processes === null ? t("allProcesses") : joined(one.process_names),
      one.amount !== null && `≤ ${grouped(one.amount, 2)}`,
      one.open_tasks && t("withOpenTasks"),
      one.only && t("alone"),
    ].filter(Boolean).join(" · ");
  return (
    <>
      {end.error && <ProblemNote error={end.error} />}
      <Lines
        label={t("stand-ins")}
        lines={items}
        id={(one) => one.number}
        columns={[
          { title: t("absentPerson"), cell: (one) => <PersonName person={one.absent} /> },
          { title: t("standIn"), cell: (one) => <PersonName person={one.person} /> },
          { title: t("days"), room: "short", cell: (one) => <>{daysOf(one.first, one.last)} {one.over && <Tag>{t("over")}</Tag>}</> },
          { title: t("scope"), cell: what },
          { title: t("setBy"), cell: (one) => <>{one.by ? <PersonName person={one.by} /> : one.case_id ? t("byCase") : t("byFile")} <span className="quiet">{one.reason}</span></> },
          {
            title: "",
            cell: (one) => one.may_end && (
              <Popconfirm title={t("endStandIn")} okText={t("end")} cancelText={t("keep")} onConfirm={() => end.mutate(one.number)}>
                <Button danger type="text">{t("end")}</Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </>
  );
}
