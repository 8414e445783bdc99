import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "~/api/client";
import type { OpeningsTold, OpeningTold, ToAnswer, ToOpen } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PeopleNames, PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { administrationTexts } from "./texts";

const KEY = ["openings"];

/** Sealed cases that somebody asked to read: answered by a second person, and who was told. */
export default function SealedPart() {
  const t = useTexts(administrationTexts);
  const query = useQuery({ queryKey: KEY, queryFn: () => api<OpeningsTold>("/openings") });
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className="quiet">{t("sealedHelp")}</p>
      {query.data?.may_ask && !asking && <div className="filters"><Button type="primary" onClick={() => setAsking(true)}>{t("askToOpen")}</Button></div>}
      {asking && <Ask onClose={() => setAsking(false)} />}
      <Asked query={query} empty={(data) => data.items.length === 0 && t("noOpenings")}>
        {({ items }) => <>{items.map((one) => <Opening key={one.id} one={one} />)}</>}
      </Asked>
    </>
  );
}

function Ask({ onClose }: { onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [body, setBody] = useState<ToOpen>({ case: "", reason: "", hours: 8 });
  const ask = useMutation({
    mutationFn: () => api<OpeningTold>("/openings", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }).then(onClose),
  });
  return (
    <section className="panel" aria-label={t("askToOpen")}>
      <h2>{t("askToOpen")}</h2>
      {ask.error && <ProblemNote error={ask.error} />}
      <div className="inputs">
        <Field id="opening-case" text={t("case")}><Input id="opening-case" value={body.case} onChange={(event) => setBody({ ...body, case: event.target.value })} /></Field>
        <Field id="opening-why" text={t("reason")}><Input.TextArea id="opening-why" rows={2} value={body.reason} onChange={(event) => setBody({ ...body, reason: event.target.value })} /></Field>
        <Field id="opening-hours" text={t("hours")}><InputNumber id="opening-hours" controls={false} min={1} max={72} precision={0} value={body.hours ?? 8} onChange={(hours) => setBody({ ...body, hours: hours ?? 8 })} /></Field>
      </div>
      <div className="filters">
        <Button type="primary" disabled={!body.case || !body.reason.trim()} loading={ask.isPending} onClick={() => ask.mutate()}>{t("askToOpen")}</Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </section>
  );
}

function Opening({ one }: { one: OpeningTold }) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const answer = useMutation({
    mutationFn: (confirmed: boolean) => api<OpeningTold>(`/openings/${one.id}/answer`, { method: "POST", body: { confirmed, said } satisfies ToAnswer }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <section className="panel">
      <h2><Link className="touched" to={`/cases/${one.case_id}`}>{one.business_key}</Link> <span className={`state-${one.standing}`}>{t(`opening-${one.standing}`)}</span></h2>
      <p><PersonName person={one.by} department /> · <Moment at={one.asked_at} /> · {t("forHours", { hours: one.hours })}</p>
      <p className="written">{one.reason}</p>
      {one.answered_by && <p><PersonName person={one.answered_by} /> · {one.answered_at && <Moment at={one.answered_at} />} {one.answer} {one.until && <>{t("openUntil")} <Moment at={one.until} /></>}</p>}
      {one.told.length > 0 && <p className="quiet">{t("told")} <PeopleNames people={one.told} most={8} /></p>}
      {one.may_answer && (
        <div className="inputs">
          {answer.error && <ProblemNote error={answer.error} />}
          <Field id={`said-${one.id}`} text={t("comment")} help={t("reasonToRefuse")}><Input id={`said-${one.id}`} value={said} onChange={(event) => setSaid(event.target.value)} /></Field>
          <div className="filters">
            <Button type="primary" loading={answer.isPending} onClick={() => answer.mutate(true)}>{t("openIt")}</Button>
            <Button danger disabled={!said.trim()} loading={answer.isPending} onClick={() => answer.mutate(false)}>{t("refuse")}</Button>
          </div>
        </div>
      )}
    </section>
  );
}
