import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api } from "~/api/client";
import type { HandOverList, HandOverPlan, HandOverTold, ToHandOver } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { HandOverItems } from "./HandOverItems";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** Handing somebody over: what hangs on them is looked at, then all of it goes by one command. */
export default function HandOversPart() {
  const t = useTexts(administrationTexts);
  const [asked] = useSearchParams();
  const [making, setMaking] = useState(asked.has("person"));
  const query = useQuery({ queryKey: ["hand-overs"], queryFn: () => api<HandOverList>("/hand-overs") });
  return (
    <>
      <div className="filters"><Button type="primary" onClick={() => setMaking(true)}>{t("handOver")}</Button></div>
      {making && <NewHandOver person={asked.get("person")} onClose={() => setMaking(false)} />}
      <Asked query={query} empty={(data) => data.items.length === 0 && t("noHandOvers")}>
        {({ items }) => (
          <Lines
            label={t("hand-overs")}
            lines={items}
            id={(one) => one.id}
            columns={[
              { title: t("number"), room: "short", cell: (one) => <Link to={`/administration/hand-overs/${one.id}`}>{one.id}</Link> },
              { title: t("fromPerson"), cell: (one) => <PersonName person={one.person} /> },
              { title: t("toPerson"), cell: (one) => <PersonName person={one.to} /> },
              { title: t("at"), room: "short", cell: (one) => <><Moment at={one.at} /> · <PersonName person={one.by} /></> },
              { title: t("progress"), cell: (one) => <>{t("doneOf", { done: one.done, count: one.count })} {one.undone_by && t("undone")}</> },
            ]}
          />
        )}
      </Asked>
    </>
  );
}

function NewHandOver({ person, onClose }: { person: string | null; onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const navigate = useNavigate();
  const [body, setBody] = useState<Partial<ToHandOver>>({ leaves: true, ...(person ? { person } : {}) });
  const look = useMutation({ mutationFn: () => api<HandOverPlan>("/hand-overs/preview", { method: "POST", body }) });
  const begin = useMutation({
    mutationFn: () => api<HandOverTold>("/hand-overs", { method: "POST", body }),
    onSuccess: (made) => navigate(`/administration/hand-overs/${made.id}`),
  });
  const put = (part: Partial<ToHandOver>) => {
    setBody({ ...body, ...part });
    look.reset();
  };
  const wrong = begin.error ?? look.error;
  return (
    <section className="panel" aria-label={t("handOver")}>
      <h2>{t("handOver")}</h2>
      <div className="inputs">
        <Field id="from" text={t("fromPerson")}><PersonPick id="from" value={body.person ?? null} onChange={(one) => put({ person: one as string })} /></Field>
        <Field id="to" text={t("toPerson")}><PersonPick id="to" value={body.to ?? null} onChange={(one) => put({ to: one as string })} /></Field>
        <Checkbox checked={body.leaves ?? true} onChange={(event) => put({ leaves: event.target.checked })}>{t("theyLeave")}</Checkbox>
        <Field id="why" text={t("reason")}><Input id="why" maxLength={2000} value={body.reason ?? ""} onChange={(event) => put({ reason: event.target.value })} /></Field>
      </div>
      {wrong && <ProblemNote error={wrong} />}
      {look.data && <><p role="status">{t("itemsHang", { count: look.data.items.length })}</p><HandOverItems items={look.data.items} /></>}
      <div className="filters">
        {look.data
          ? <Button type="primary" danger loading={begin.isPending} onClick={() => begin.mutate()}>{t("handAllOver")}</Button>
          : <Button type="primary" disabled={!body.person || !body.to} loading={look.isPending} onClick={() => look.mutate()}>{t("lookFirst")}</Button>}
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </section>
  );
}
